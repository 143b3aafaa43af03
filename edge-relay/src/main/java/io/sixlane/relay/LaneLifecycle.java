package io.sixlane.relay;

import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import io.sixlane.relay.fleet.EndedKeys;
import io.sixlane.relay.fleet.EndedKeys.Ended;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.fleet.Peer;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.lane.AcceptedLanes;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.LanePeer;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.security.LaneCertificates;
import io.sixlane.relay.lane.security.LaneSecurity;
import io.sixlane.relay.lane.security.RelayName;
import io.sixlane.relay.linux.KernelTls;
import io.sixlane.relay.listener.InheritedSockets;
import io.sixlane.relay.report.CertificateMeters;
import io.sixlane.relay.report.LaneMeters;
import io.sixlane.relay.route.Routes;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens and accepts lanes from the start of this relay to its end. */
@Component
final class LaneLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LaneLifecycle.class);
    private static final int REFRESH_SECONDS = 10;

    /** Longer than one may take. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(6);

    private final RelayProperties relay;
    private final LaneProperties properties;
    private final TcpPath path;
    private final LiveRelays relays;
    private final FlowAdmission admission;
    private final InheritedSockets inherited;
    private final AcceptedLanes accepted;
    private final LaneMeters meters;
    private final CertificateMeters certificateMeters;
    private final Routes routes;
    private final DatagramLanes datagrams;
    private final EndedKeys ended;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-lanes").daemon().factory());
    private final Map<String, LanePeer> peers = new ConcurrentHashMap<>();
    private volatile boolean running;

    LaneLifecycle(
            RelayProperties relay,
            LaneProperties properties,
            TcpPath path,
            LiveRelays relays,
            FlowAdmission admission,
            InheritedSockets inherited,
            AcceptedLanes accepted,
            LaneMeters meters,
            CertificateMeters certificateMeters,
            Routes routes,
            DatagramLanes datagrams,
            EndedKeys ended,
            InstantSource clock) {
        this.relay = relay;
        this.properties = properties;
        this.path = path;
        this.relays = relays;
        this.admission = admission;
        this.inherited = inherited;
        this.accepted = accepted;
        this.meters = meters;
        this.certificateMeters = certificateMeters;
        this.routes = routes;
        this.datagrams = datagrams;
        this.ended = ended;
        this.clock = clock;
    }

    /** Fails the start of a relay that is to have lanes and cannot. */
    @Override
    public void start() {
        running = true;
        properties.require(hostAddresses());
        if (!properties.isWanted()) {
            return;
        }
        if (!(path instanceof NativeTcpPath lanes)) {
            log.atWarn()
                    .addKeyValue("path", path.name())
                    .log("no lanes on this forwarding path, flows go directly");
            return;
        }
        try {
            start(lanes);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("no lanes: " + e.getMessage(), e);
        }
    }

    private static List<InetAddress> hostAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            throw new IllegalStateException("the addresses of this host cannot be read", e);
        }
    }

    private void start(NativeTcpPath lanes) throws IOException {
        var certificates =
                new LaneCertificates(
                        properties.files(), new RelayName(relay.region(), relay.id()), clock);
        lanes.useLanes(settings(certificates));
        routes.onDown(lanes::leave);
        ended.onEnd(each -> end(lanes, each));
        var cold = new ColdLanes(ColdLanes.KERNEL).cause(properties.congestionControl());
        meters.cold(cold.isPresent());
        cold.ifPresent(
                cause -> log.atWarn().addKeyValue("cause", cause).log("idle lanes grow cold"));
        datagrams.start(peers::get);
        if (!properties.listen().isEmpty()) {
            accept(lanes, certificates);
        }
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> guarded(certificates::refresh),
                        REFRESH_SECONDS,
                        REFRESH_SECONDS,
                        TimeUnit.SECONDS);
        var _ = thread.scheduleWithFixedDelay(() -> guarded(this::resolve), 0, 1, TimeUnit.SECONDS);
    }

    /**
     * Lanes that a relay had before it left end at once, and those of a rotated one after the time
     * that its restart takes. A handshake that was checked just before ends with the second call.
     */
    private void end(NativeTcpPath lanes, Ended key) {
        var now = System.nanoTime();
        lanes.endLanes(key.relayId(), now, key.left());
        var later = key.left() ? HANDSHAKE : relay.drainTimeout();
        if (running) {
            var _ =
                    thread.schedule(
                            () -> lanes.endLanes(key.relayId(), now, true),
                            later.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private LaneSettings settings(LaneCertificates certificates) {
        var security =
                new LaneSecurity(
                        certificates,
                        properties.encryption(),
                        KernelTls.isAvailable(),
                        properties.plainLanes(),
                        UUID.randomUUID(),
                        this::refusal);
        certificateMeters.watch(certificates, security);
        return new LaneSettings(
                security,
                properties.congestionControl(),
                properties.warm(),
                peers::get,
                routes::wantedLanes,
                routes::standbyLanes,
                admission,
                meters,
                routes.links());
    }

    private void accept(NativeTcpPath lanes, LaneCertificates certificates) throws IOException {
        var address = Objects.requireNonNull(properties.listenAddress());
        var socket = lanes.acceptLanes(address, inherited.take(address));
        var advertised = properties.advertised(socket.address());
        datagrams.accept(socket.address());
        accepted.accept(
                socket,
                () ->
                        certificates
                                .fingerprint()
                                .map(fingerprint -> new LaneAddress(advertised, fingerprint)),
                () -> {
                    lanes.drainLanes();
                    routes.drain();
                    datagrams.leave();
                });
        log.atInfo()
                .addKeyValue("address", socket.address())
                .addKeyValue("encryption", properties.encryption())
                .log("accepting lanes");
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // or the executor would never run it again
            log.error("lanes cannot follow the fleet, will retry", e);
        }
    }

    /** Follows the live relays; skips names that do not resolve. */
    private void resolve() {
        var live = relays.peers();
        peers.keySet().retainAll(live.keySet());
        live.values().forEach(this::resolve);
        datagrams.look(relays.others());
    }

    private void resolve(Peer peer) {
        try {
            var address = LaneProperties.address(peer.lane());
            peers.put(peer.id(), new LanePeer(peer.region(), address));
        } catch (RuntimeException e) {
            peers.remove(peer.id());
            log.atDebug().addKeyValue("relay", peer.id()).setCause(e).log("relay not resolved");
        }
    }

    /**
     * The reason to refuse a lane to a relay with a certificate of the fleet; empty if there is
     * none.
     */
    private Optional<String> refusal(RelayName name, String fingerprint) {
        if (!relays.isLive(name.id(), name.region())) {
            return Optional.of("is not alive");
        }
        var peer = relays.peers().get(name.id());
        return peer == null || isOf(peer, fingerprint)
                ? Optional.empty()
                : Optional.of("shows another certificate than its heartbeats");
    }

    private static boolean isOf(Peer peer, String fingerprint) {
        return peer.fingerprint().equals(fingerprint);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        accepted.leave();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before heartbeats, and stops before connections drain. */
    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 4;
    }
}
