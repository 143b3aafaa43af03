package io.sixlane.relay.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.listener.Fixtures;
import io.sixlane.relay.listener.InheritedSockets;
import io.sixlane.relay.listener.ListenerReconciler;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.HandedOver;
import io.sixlane.relay.udp.UdpPath;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts of successive relay processes, in one process. */
final class Generation implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofMinutes(30);

    private final TcpPath tcp;
    private final UdpPath udp;
    private final Optional<Predecessor> predecessor;
    private final ListenerReconciler reconciler;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private @Nullable SocketLender lender;

    /** Asks for the sockets of the generation that lends at {@code socket}, if any. */
    Generation(HandOverSocket socket, TcpPath tcp, UdpPath udp) {
        this.tcp = tcp;
        this.udp = udp;
        this.predecessor = Predecessor.find(socket);
        this.reconciler =
                Fixtures.reconciler(
                        tcp,
                        udp,
                        predecessor.<InheritedSockets>map(p -> p).orElse(InheritedSockets.NONE),
                        DRAIN,
                        new RelayMeters(registry));
    }

    boolean follows() {
        return predecessor.isPresent();
    }

    void reconcile(ConfigurationImage image) {
        reconciler.reconcile(image);
    }

    /** When the first image is served: lets the one before accept no more, and lends itself. */
    void succeed(HandOverSocket socket) throws IOException {
        reconciler.served().toCompletableFuture().join();
        predecessor.ifPresent(one -> one.release(udp::inherit));
        reconciler.retryNow();
        lender =
                SocketLender.open(
                        socket,
                        reconciler,
                        new SocketLender.Retirement() {
                            @Override
                            public HandedOver handOver() {
                                return udp.handOver();
                            }

                            @Override
                            public void stopAccepting() {
                                reconciler.close();
                            }

                            @Override
                            public void leave() {
                                // Its open connections continue until the test closes it.
                            }
                        });
    }

    /** Connections that ended or were refused, by cause. */
    Map<String, Integer> ends() {
        var ends = new TreeMap<String, Integer>();
        for (var counter : registry.find("sixlane.relay.disconnects").counters()) {
            ends.put(causeOf(counter), (int) counter.count());
        }
        return ends;
    }

    private static String causeOf(Counter counter) {
        var cause = counter.getId().getTag("cause");
        assertThat(cause).isNotNull();
        return String.valueOf(cause);
    }

    @Override
    public void close() {
        if (lender != null) {
            lender.close();
        }
        reconciler.close();
        tcp.close();
        udp.close();
    }
}
