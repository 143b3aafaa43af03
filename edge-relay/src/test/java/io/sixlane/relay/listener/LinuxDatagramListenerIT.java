package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.platform.FreePorts;
import io.sixlane.relay.Needs;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.DatagramOrigin;
import io.sixlane.relay.udp.DropObserver;
import io.sixlane.relay.udp.LinuxUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxDatagramListenerIT extends DatagramListenerConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return new LinuxUdpPath(settings, drops);
    }

    /** On a host without the route the IPv4 twin in LinuxUdpIT says the same of a socket. */
    @Test
    void a_prefix_pool_gives_every_accelerator_its_own_address_on_one_socket() throws Exception {
        var prefix = "fd6c:7465:7375::/64";
        Needs.that(
                route("replace", prefix),
                "routes of its own",
                "run as root on Linux, with iproute2 installed");
        try (var one = DatagramOrigin.answering(_ -> bytes("one"));
                var two = DatagramOrigin.answering(_ -> bytes("two"))) {
            relay(Fixtures.setting(prefix, meters()));
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1", 1, "fd6c:7465:7375::1", 9, listener("lsr-1", port, one.port())),
                    accelerator(
                            "ga-2",
                            1,
                            "fd6c:7465:7375::2",
                            9,
                            listener("lsr-2", port, two.port())));
            try (var first = new DatagramClient("fd6c:7465:7375::1", port);
                    var second = new DatagramClient("fd6c:7465:7375::2", port);
                    var stranger = new DatagramClient("fd6c:7465:7375::3", port)) {
                assertThat(first.ask(bytes("?"))).isEqualTo(bytes("one"));
                assertThat(second.ask(bytes("?"))).isEqualTo(bytes("two"));
                stranger.send(bytes("?"));
                await().untilAsserted(
                                () -> assertThat(disconnects("unknown_address")).isEqualTo(1));
            }
        } finally {
            route("del", prefix);
        }
    }

    private static boolean route(String what, String prefix) throws Exception {
        try {
            var ip =
                    new ProcessBuilder("ip", "-6", "route", what, "local", prefix, "dev", "lo")
                            .redirectErrorStream(true)
                            .start();
            return ip.waitFor(5, TimeUnit.SECONDS) && ip.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
