package io.sixlane.platform.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespaceIT {
    @BeforeEach
    void needsRoot() {
        Assumptions.assumeTrue(
                Files.isWritable(Path.of("/dev/net/tun")),
                "optional, needs /dev/net/tun and root: run as root on Linux");
    }

    @Test
    void namespaces_of_a_killed_process_are_removed_and_those_in_use_stay() throws Exception {
        var killed = new ProcessBuilder("true").start();
        assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
        var left = "sixlane-%s-left".formatted(killed.pid());
        assertThat(run("ip", "netns", "add", left)).isEmpty();
        var inside = new ProcessBuilder("ip", "netns", "exec", left, "sleep", "600").start();
        try (var own = Namespace.create("own")) {
            Namespace.removeLeftovers();
            assertThat(run("ip", "netns", "list")).contains(own.name()).doesNotContain(left);
            assertThat(inside.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            inside.destroyForcibly();
        }
    }

    @Test
    void two_namespaces_meet_by_a_pair_of_devices_and_by_nothing_else() throws IOException {
        try (var one = Namespace.create("one");
                var other = Namespace.create("other")) {
            one.join("between", other, List.of("fd66:2::1/64", "fd66:2::2/64"));
            var address = new InetSocketAddress(InetAddress.ofLiteral("fd66:2::2"), 4242);
            try (var server = other.inside(() -> ServerSocketChannel.open().bind(address));
                    var client = one.inside(() -> SocketChannel.open(address));
                    var accepted = server.accept()) {
                assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
            }
            assertThat(NetworkInterface.getByName("between")).isNull();
        }
    }

    @Test
    void a_namespace_has_a_congestion_control_that_the_host_did_not_allow() throws IOException {
        var before = run("sysctl", "-n", "net.ipv4.tcp_allowed_congestion_control");
        try (var one = Namespace.create("cubic");
                var _ = AllowedCongestionControl.with("cubic")) {
            one.sysctl("net.ipv4.tcp_congestion_control", "cubic");
            var has = one.command(List.of("sysctl", "-n", "net.ipv4.tcp_congestion_control"));
            assertThat(run(has.toArray(String[]::new))).isEqualTo("cubic\n");
        }
        assertThat(run("sysctl", "-n", "net.ipv4.tcp_allowed_congestion_control"))
                .isEqualTo(before);
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), UTF_8);
        }
    }
}
