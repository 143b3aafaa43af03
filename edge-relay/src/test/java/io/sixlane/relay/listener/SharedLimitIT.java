package io.sixlane.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two relays of one region share the limit of an accelerator: {@code ::1} here, 127.0.0.1 there.
 */
@Timeout(30)
class SharedLimitIT {
    private static final int MOST = 4;

    @Test
    void two_relays_share_the_specification_s_limit_and_a_remaining_one_has_all_of_it()
            throws Exception {
        try (var origin = Origin.echo();
                var one = new Relay("relay-1", "::1");
                var other = new Relay("relay-2", "127.0.0.1")) {
            var port = FreePorts.next();
            var accelerator = accelerator(Fixtures.listener("lsr-1", port, origin.port()));
            one.serve(accelerator);
            other.serve(accelerator);
            one.receivesHeartbeatOf("relay-2");
            other.receivesHeartbeatOf("relay-1");

            assertThat(one.letsIn(port)).isEqualTo(MOST / 2);
            assertThat(other.letsIn(port)).isEqualTo(MOST / 2);

            one.losesHeartbeats();
            assertThat(one.letsIn(port)).isEqualTo(MOST / 2); // more
        }
    }

    private static AcceleratorImage accelerator(Listener listener) {
        return new AcceleratorImage(
                new AcceleratorId("ga-1"),
                1,
                "0".repeat(64),
                Instant.EPOCH,
                Accelerator.bare("account-1", new SpecificationLimits("SMALL_I", 1, 20, MOST))
                        .withRegions(
                                List.of(
                                        new AccelerationRegion(
                                                "ASIA_PACIFIC",
                                                Fixtures.REGION,
                                                10,
                                                IpVersion.DUAL_STACK,
                                                "::1",
                                                "127.0.0.1")))
                        .withListeners(List.of(listener)));
    }

    private static final class Relay implements AutoCloseable {
        private final InetAddress address;
        private final LiveRelays relays;
        private final TcpPath tcp =
                new PortableTcpPath(
                        new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
        private final UdpPath udp =
                new PortableUdpPath(new UdpSettings(Duration.ofMinutes(1), 1, 100), (_, _) -> {});
        private final CountDownLatch applied = new CountDownLatch(1);
        private final List<Socket> open = new ArrayList<>();
        private final ListenerReconciler reconciler;

        private Relay(String id, String address) {
            this.address = InetAddress.ofLiteral(address);
            this.relays = new LiveRelays(id, Fixtures.REGION);
            var pool = address + (address.contains(":") ? "/128" : "/32");
            this.reconciler =
                    new ListenerReconciler(
                            tcp,
                            udp,
                            InheritedSockets.NONE,
                            Fixtures.setting(
                                    pool, relays, new RelayMeters(new SimpleMeterRegistry())),
                            (_, _) -> applied.countDown(),
                            Clock.systemUTC());
            relays.onChange(reconciler::shareLimits);
        }

        private void serve(AcceleratorImage accelerator) throws InterruptedException {
            reconciler.reconcile(Fixtures.image(accelerator));
            assertThat(applied.await(10, TimeUnit.SECONDS)).isTrue();
        }

        private void receivesHeartbeatOf(String id) {
            assertThat(
                            relays.received(
                                    new Heartbeat(
                                            id,
                                            Fixtures.REGION,
                                            Instant.EPOCH,
                                            Instant.EPOCH,
                                            "portable",
                                            1,
                                            1,
                                            0,
                                            "kafka",
                                            List.of(),
                                            List.of(),
                                            null),
                                    0))
                    .isTrue();
            awaitShared();
        }

        private void losesHeartbeats() {
            assertThat(relays.expire(Duration.ofMinutes(1).toNanos())).isTrue();
            awaitShared();
        }

        /** The reconciling thread has done what it was told before. */
        private void awaitShared() {
            var done = new CountDownLatch(1);
            reconciler.lend(_ -> done.countDown());
            await().until(() -> done.getCount() == 0);
        }

        /** How many more it lets in until it refuses one; they stay open. */
        private int letsIn(int port) {
            var before = open.size();
            while (open.size() < before + 2 * MOST) {
                try {
                    var client = new Socket();
                    client.connect(new InetSocketAddress(address, port), 5_000);
                    client.setSoTimeout(5_000);
                    client.getOutputStream().write(42);
                    if (client.getInputStream().read() != 42) {
                        break;
                    }
                    open.add(client);
                } catch (IOException _) {
                    break; // reset
                }
            }
            return open.size() - before;
        }

        @Override
        public void close() throws IOException {
            for (var client : open) {
                client.close();
            }
            reconciler.close();
            tcp.close();
            udp.close();
        }
    }
}
