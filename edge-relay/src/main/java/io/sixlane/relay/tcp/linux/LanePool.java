package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.Open;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one event loop to one other relay. Uses the most recently used lane first and new
 * ones last, since they are the coldest.
 */
final class LanePool implements LaneOwner {
    private static final int MOST_LANES = 4_096;

    /** Lanes that are padded: the last one that was used is used first. */
    private static final int MOST_WARM = 4;

    /** Most handshakes at once, besides those that a flow waits for. */
    private static final int MOST_HANDSHAKES = 32;

    private static final long GUESSED_RTT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RelayLoop loop;
    private final LaneSettings settings;
    private final LaneOpener opener;
    private final LaneMemory memory;
    private final String peer;
    private final LaneDemand demand = new LaneDemand();
    private final LaneRetry retry = new LaneRetry();
    private final Deque<Lane> idle = new ArrayDeque<>();
    private final Set<Lane> lanes = new HashSet<>();
    private int handshakes;

    /** Round-trip time of the lane that was measured last; 0 before. */
    private long rttNanos;

    private boolean closed;

    LanePool(RelayLoop loop, LaneSettings settings, String peer) {
        this.loop = loop;
        this.settings = settings;
        this.opener = new LaneOpener(loop, settings);
        this.memory = new LaneMemory(loop, settings.congestionControl());
        this.peer = peer;
    }

    /** Null when no lane can be opened; a lane that is not connected yet may still fail. */
    @Nullable LaneLeg open(Open open, LaneLeg.Opening opening) {
        demand.opened();
        var lane = takeIdle();
        if (lane == null) {
            lane = connect();
        }
        if (lane == null) {
            return null;
        }
        settings.observer().flow(lane.flows().begun() > 0);
        var taken = lane.isEstablished() ? lane.taken() : 0;
        var leg = lane.flows().open(open, opening);
        leg.begins(taken, rttNanos);
        return leg;
    }

    /** The last one that was used; one that is full of padding only when all others are, too. */
    private @Nullable Lane takeIdle() {
        Lane busy = null;
        for (var all = idle.descendingIterator(); all.hasNext(); ) {
            var lane = all.next();
            if (lane.canCarry() && !lane.warmer().isBusy()) {
                return taken(lane);
            }
            busy = busy == null && lane.canCarry() ? lane : busy;
        }
        return busy == null ? null : taken(busy);
    }

    private Lane taken(Lane lane) {
        var _ = idle.removeLastOccurrence(lane);
        settings.observer().idle(-1);
        return lane;
    }

    private @Nullable Lane connect() {
        var at = settings.peers().apply(peer);
        if (closed || at == null || retry.isWaiting(System.nanoTime())) {
            return null;
        }
        if (lanes.size() >= MOST_LANES) {
            return null;
        }
        var lane = opener.connect(peer, at, this);
        if (lane == null) {
            failed();
            return null;
        }
        lanes.add(lane);
        handshakes++;
        return lane;
    }

    private void failed() {
        settings.observer().failed();
        settings.links().failed(peer);
        retry.failed(System.nanoTime());
    }

    /** Called each second: opens missing lanes, and closes one that has been surplus for long. */
    void tick(long nowNanos, int least) {
        var target = demand.target(nowNanos, measured(), least);
        settings.links().idle(peer, idle.size(), isWarm());
        for (var missing = target - idle.size() - handshakes;
                missing > 0 && handshakes < MOST_HANDSHAKES && connect() != null;
                missing--) {
            // one more
        }
        if (settings.warm()) {
            warmOne();
        }
        if (demand.isTooMuch(idle.size(), nowNanos) && !idle.isEmpty()) {
            idle.getFirst().close();
        }
        for (var lane : List.copyOf(idle)) {
            if (lane.isWorn()) {
                lane.close();
                return; // one a second, so that they are not all cold at once
            }
        }
    }

    private void warmOne() {
        if (lanes.stream().filter(lane -> lane.warmer().isDone()).count() < MOST_WARM) {
            LaneWarmer.warmOne(idle);
        }
        memory.refresh(idle);
    }

    private boolean isWarm() {
        var lane = idle.peekLast();
        return lane != null && lane.flows().begun() > 0;
    }

    /** Measures a lane that waits; a guess before there was one. */
    private long measured() {
        var lane = idle.peekLast();
        var measured = lane == null ? null : loop.options().measure(lane.descriptor());
        if (measured != null) {
            settings.links().measured(peer, measured);
            rttNanos = TimeUnit.MICROSECONDS.toNanos(measured.rttMicros());
        }
        return rttNanos == 0 ? GUESSED_RTT_NANOS : rttNanos;
    }

    /** Whether it holds nothing worth keeping: a pause after failures is. */
    boolean isUnused() {
        var now = System.nanoTime();
        return lanes.isEmpty() && demand.isOver(now) && !retry.isWaiting(now);
    }

    @Override
    public void established(Lane lane) {
        handshakes--;
        retry.succeeded();
        settings.observer().opened();
        settings.links().opened(peer, lane.ageNanos());
        var key = lane.probeKey();
        if (key != null) {
            settings.links().keyed(peer, key);
        }
        if (lane.flows().isFree()) {
            free(lane);
        }
    }

    @Override
    public void free(Lane lane) {
        if (closed || lane.isWorn()) {
            lane.close();
        } else if (!idle.contains(lane)) {
            if (lane.flows().begun() == 0) {
                idle.addFirst(lane);
            } else {
                idle.addLast(lane);
            }
            settings.observer().idle(1);
        }
    }

    @Override
    public void closed(Lane lane) {
        lanes.remove(lane);
        if (idle.remove(lane)) {
            settings.observer().idle(-1);
        }
        if (lane.isEstablished()) {
            settings.observer().closed();
        } else {
            handshakes--;
            failed();
        }
    }

    @Override
    public void arrived(Lane lane, int flow, Open open) throws ProtocolException {
        throw new ProtocolException("OPEN from the side that was connected");
    }

    @Override
    public void padded(int bytes) {
        settings.observer().padding(bytes);
    }

    @Override
    public void invited() {
        // it is this side that begins
    }

    @Override
    public void broke(Lane lane) {
        settings.links().failed(peer);
    }

    /** The link is down: nothing waits for it that can go another way. Open flows stay. */
    void leave() {
        retry.leave(System.nanoTime());
        for (var lane : List.copyOf(lanes)) {
            if (!lane.isEstablished() || lane.flows().isUnheard()) {
                loop.options().resetOnClose(lane.descriptor());
                lane.close();
            }
        }
    }

    void end(EndedRights rights) {
        rights.end(loop, lanes);
    }

    /** Closes idle lanes at once, and the others after their flows. */
    void drain() {
        closed = true;
        List.copyOf(idle).forEach(Lane::close);
    }

    void close() {
        drain();
        List.copyOf(lanes).forEach(Lane::close);
    }
}
