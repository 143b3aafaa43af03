package io.sixlane.relay;

import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.lane.DatagramRefusal;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.LanePeer;
import io.sixlane.relay.lane.datagram.DatagramKeys;
import io.sixlane.relay.report.LaneMeters;
import io.sixlane.relay.route.Routes;
import io.sixlane.relay.udp.CarrySettings;
import io.sixlane.relay.udp.UdpPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands UDP sessions over to other relays and receives theirs, where this relay has lanes. */
@Component
final class DatagramLanes {
    private static final Logger log = LoggerFactory.getLogger(DatagramLanes.class);

    /** From the port of lanes to that of datagrams: the same one has the probes. */
    private static final int PORTS_APART = 1_000;

    private static final int MOST_PORT = 65_535;
    private static final long LOG_NANOS = 60_000_000_000L;

    private final UdpPath path;
    private final FlowAdmission admission;
    private final LaneMeters meters;
    private final Routes routes;
    private final DatagramKeys keys;
    private final Map<DatagramRefusal, Long> loggedNanos = new EnumMap<>(DatagramRefusal.class);
    private @Nullable InetSocketAddress wanted;
    private @Nullable BoundSocket socket;
    private boolean failing;

    DatagramLanes(
            RelayProperties relay,
            UdpPath path,
            FlowAdmission admission,
            LaneMeters meters,
            Routes routes) {
        this.path = path;
        this.admission = admission;
        this.meters = meters;
        this.routes = routes;
        this.keys = new DatagramKeys(relay.id(), this::refused, System::nanoTime);
    }

    /**
     * Lets sessions go to other relays.
     *
     * @param peers the relay of that id; null when it accepts no lanes or is not alive
     */
    void start(Function<String, @Nullable LanePeer> peers) {
        routes.onKey(keys::add);
        path.useLanes(
                new CarrySettings(
                        keys,
                        relay -> {
                            var peer = peers.apply(relay);
                            return peer == null ? null : besides(peer.address());
                        },
                        routes::activeRelays,
                        admission,
                        meters));
    }

    private static InetSocketAddress besides(InetSocketAddress lanes) {
        var port = lanes.getPort() + PORTS_APART;
        return new InetSocketAddress(
                lanes.getAddress(), port <= MOST_PORT ? port : lanes.getPort() - PORTS_APART);
    }

    /**
     * Receives the sessions of other relays from now on.
     *
     * @param lanes where lanes are accepted
     */
    synchronized void accept(InetSocketAddress lanes) {
        wanted = besides(lanes);
        bind();
    }

    /** The process before this one may hold the port for a while after a hot restart. */
    private void bind() {
        if (wanted == null || socket != null) {
            return;
        }
        try {
            socket = path.acceptCarried(wanted);
            failing = false;
            log.atInfo().addKeyValue("address", wanted).log("accepting sessions of other relays");
        } catch (IOException e) {
            if (!failing) {
                log.atWarn()
                        .addKeyValue("address", wanted)
                        .addKeyValue("cause", e.getMessage())
                        .log("no sessions of other relays accepted, will retry");
            }
            failing = true;
        }
    }

    /**
     * Each second.
     *
     * @param live ids of the relays that live
     */
    synchronized void look(Collection<String> live) {
        keys.retain(live);
        bind();
    }

    /** Accepts no further session; those that are here go on until this relay ends. */
    synchronized void leave() {
        wanted = null;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    /** Strangers must not fill the log. */
    private void refused(DatagramRefusal cause) {
        meters.datagramRefused(cause);
        var now = System.nanoTime();
        synchronized (loggedNanos) {
            var last = loggedNanos.get(cause);
            if (last != null && now - last < LOG_NANOS) {
                return;
            }
            loggedNanos.put(cause, now);
        }
        log.atWarn().addKeyValue("cause", cause).log("datagram of no other relay dropped");
    }
}
