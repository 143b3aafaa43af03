package io.sixlane.relay;

import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.lane.LaneObserver;
import io.sixlane.relay.lane.LanePeer;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.security.LaneCertificates;
import io.sixlane.relay.lane.security.LaneSecurity;
import io.sixlane.relay.lane.security.RelayName;
import io.sixlane.relay.linux.KernelTls;
import io.sixlane.relay.linux.Niceness;
import io.sixlane.relay.listener.Rehearsal;
import io.sixlane.relay.route.LinkObserver;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs a {@link Rehearsal} beside the start of this relay, with what processor time the start
 * leaves, and lets listeners begin after its end or some time. A relay whose rehearsal fails starts
 * as any other.
 */
@Component
final class RehearsedStart implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RehearsedStart.class);
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    /**
     * It goes on behind the start, slowly where others want the processors: of methods that are
     * called less often than each 50 ms the virtual machine takes back what waits for its compilers
     * (HotSpot's TieredCompileTaskTimeout), and a relay with few connections would be interpreted
     * for ever.
     */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RelayProperties relay;
    private final ForwardingProperties forwarding;
    private final LaneProperties lanes;
    private final InstantSource clock;
    private final boolean isNative;
    private final Thread thread;
    private volatile boolean running;

    RehearsedStart(
            RelayProperties relay,
            ForwardingProperties forwarding,
            LaneProperties lanes,
            TcpPath path,
            InstantSource clock) {
        this.relay = relay;
        this.forwarding = forwarding;
        this.lanes = lanes;
        this.clock = clock;
        this.isNative = path instanceof NativeTcpPath;
        this.thread = Thread.ofPlatform().name("relay-rehearsal").daemon().start(this::rehearse);
    }

    private void rehearse() {
        if (!forwarding.rehearsal().isPositive()) {
            return;
        }
        if (isNative) {
            Niceness.yieldToOthers(); // to reading the configuration, above all
        }
        var startedNanos = System.nanoTime();
        try (var path = open(forwarding.settings(relay).withThreads(1));
                var rehearsal = new Rehearsal(relay, path)) {
            if (path instanceof NativeTcpPath itself && lanes.isWanted()) {
                useLanes(itself, rehearsal);
            }
            var carried = rehearsal.run(Rehearsal.CONNECTIONS, LONGEST);
            log.atInfo()
                    .addKeyValue("connections", carried)
                    .addKeyValue(
                            "millis", Duration.ofNanos(System.nanoTime() - startedNanos).toMillis())
                    .log("rehearsed");
        } catch (Exception | LinkageError e) {
            log.atWarn()
                    .addKeyValue("cause", e)
                    .log("not rehearsed, the first clients wait longer");
        }
    }

    private TcpPath open(TcpSettings settings) throws IOException {
        return isNative ? new NativeTcpPath(settings) : new PortableTcpPath(settings);
    }

    private void useLanes(NativeTcpPath path, Rehearsal rehearsal) throws IOException {
        var name = new RelayName(relay.region(), relay.id());
        var security =
                new LaneSecurity(
                        new LaneCertificates(lanes.files(), name, clock),
                        lanes.encryption(),
                        KernelTls.isAvailable(),
                        lanes.plainLanes(),
                        UUID.randomUUID(),
                        (_, _) -> Optional.empty());
        var itself = new AtomicReference<@Nullable LanePeer>();
        path.useLanes(
                new LaneSettings(
                        security,
                        lanes.congestionControl(),
                        false,
                        id -> id.equals(relay.id()) ? itself.get() : null,
                        Set::of,
                        Set::of,
                        rehearsal.admission(),
                        LaneObserver.NONE,
                        LinkObserver.NONE));
        var accepting = path.acceptLanes(ANY_PORT, List.of());
        itself.set(new LanePeer(relay.region(), accepting.address()));
        rehearsal.useLanes();
    }

    @Override
    public void start() {
        running = true;
        try {
            var _ = thread.join(forwarding.rehearsal());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything that lets listeners begin, or takes part in the fleet. */
    @Override
    public int getPhase() {
        return RelayPublisher.PHASE - 1;
    }
}
