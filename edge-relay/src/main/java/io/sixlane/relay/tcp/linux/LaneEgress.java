package io.sixlane.relay.tcp.linux;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.lane.FlowAdmission.Admitted;
import io.sixlane.relay.lane.FlowAdmission.NotYet;
import io.sixlane.relay.lane.FlowAdmission.Refused;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that one event loop accepted, and the flows that arrive on them. */
final class LaneEgress implements LaneOwner, Acceptor.Receiver {
    private static final Logger log = LoggerFactory.getLogger(LaneEgress.class);
    private static final int MOST_LANES = 16_384;
    private static final long ASK_AGAIN_MILLIS = 25;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final InetSocketAddress UNKNOWN =
            new InetSocketAddress(InetAddress.ofLiteral("::"), 0);

    private final RelayLoop loop;
    private final LaneSettings settings;
    private final LaneOpener opener;
    private final LaneMemory memory;
    private final Set<Lane> lanes = new HashSet<>();
    private boolean draining;

    LaneEgress(RelayLoop loop, LaneSettings settings) {
        this.loop = loop;
        this.settings = settings;
        this.opener = new LaneOpener(loop, settings);
        this.memory = new LaneMemory(loop, settings.congestionControl());
    }

    @Override
    public void accepted(int descriptor) {
        if (draining || lanes.size() >= MOST_LANES) {
            loop.refuse(descriptor);
            return;
        }
        var lane = opener.accept(descriptor, this);
        if (lane != null) {
            lanes.add(lane);
        }
    }

    @Override
    public void established(Lane lane) {
        settings.observer().opened();
        var key = lane.probeKey();
        if (key != null) {
            settings.links().keyed(lane.peer(), key);
        }
    }

    @Override
    public void free(Lane lane) {
        // the other side keeps it
    }

    @Override
    public void closed(Lane lane) {
        if (lanes.remove(lane) && lane.isEstablished()) {
            settings.observer().closed();
        }
    }

    @Override
    public void broke(Lane lane) {
        // its other side opens another
    }

    @Override
    public void padded(int bytes) {
        settings.observer().padding(bytes);
    }

    @Override
    public void invited() {
        if (settings.warm()) {
            LaneWarmer.warmOne(lanes);
        }
    }

    @Override
    public void arrived(Lane lane, int flow, Open open) {
        settings.observer().flow(lane.flows().begun() > 0);
        var leg = lane.flows().accept(flow, open);
        if (draining) {
            refuse(leg, Refusal.DRAINING);
        } else {
            admit(lane, leg, open, System.nanoTime());
        }
    }

    private void admit(Lane lane, LaneLeg leg, Open open, long sinceNanos) {
        try {
            switch (settings.admission().admit(Protocol.TCP, lane.peer(), open)) {
                case Admitted(var route) -> start(leg, open, new ReportingRoute(route, leg));
                case Refused(var cause) -> refuse(leg, cause);
                case NotYet() -> askAgain(lane, leg, open, sinceNanos);
            }
        } catch (Throwable e) { // an Error too must not cost the lane
            log.error("flow not admitted", e);
            refuse(leg, Refusal.EXHAUSTED);
        }
    }

    private void askAgain(Lane lane, LaneLeg leg, Open open, long sinceNanos) {
        if (System.nanoTime() - sinceNanos > LONGEST_WAIT_NANOS) {
            refuse(leg, Refusal.UNKNOWN_REVISION);
            return;
        }
        var _ =
                loop.executor()
                        .schedule(
                                () -> {
                                    if (leg.failed) {
                                        leg.close(loop, true);
                                    } else {
                                        admit(lane, leg, open, sinceNanos);
                                    }
                                },
                                ASK_AGAIN_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    private void start(LaneLeg leg, Open open, ReportingRoute route) {
        var connection = new NativeConnection(loop, leg, route, loop.settings().ofCarried());
        try {
            connection.start(
                    Objects.requireNonNullElse(open.client(), UNKNOWN),
                    Objects.requireNonNullElse(open.accelerated(), UNKNOWN));
        } catch (Throwable e) { // an Error too must not cost the lane
            connection.broken(e);
        }
    }

    /** Each second: warms lanes that wait for the other side, and keeps warm ones so. */
    void tick() {
        invited();
        memory.refresh(lanes);
    }

    private void refuse(LaneLeg leg, Refusal cause) {
        leg.refuse(cause);
        leg.close(loop, true);
    }

    void end(EndedRights rights) {
        rights.end(
                loop, lanes.stream().filter(lane -> lane.peer().equals(rights.relay())).toList());
    }

    /** No flow begins here any more; the other sides close their lanes when they are done. */
    void drain() {
        draining = true;
        List.copyOf(lanes).forEach(Lane::goAway);
    }

    void close() {
        draining = true;
        List.copyOf(lanes).forEach(Lane::close);
    }
}
