package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Warmth;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * Opens the congestion window of an idle lane by bytes that are dropped at the other end: two
 * windows' worth in each round, until it is large or grows no more. Only bytes that the other end
 * reads widen its receive window, too.
 *
 * <p>The side that opens flows begins, and its padding invites the other side to warm its own
 * direction. So it knows which lanes are busy with that, and opens flows on others.
 */
final class LaneWarmer {
    /** Round-trip time from which warming pays: a nearer relay's window opens unnoticed. */
    static final long FAR_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Shortest padding that invites the other side; the frame behind each burst is shorter. */
    private static final int LEAST_INVITATION = 1_000;

    /** The other side may pad no lanes, or not this one now. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * Sent in a round: of one window alone the first acknowledgement comes after the last byte, and
     * a sender that counts what arrives in a time takes the link for slower than it is.
     */
    private static final int WINDOWS = 2;

    /** Encrypted in one go. */
    private static final int PIECE_BYTES = 32 << 10;

    private static final int ROUNDS_WITHOUT_GROWTH = 3;
    private static final int MOST_ROUNDS = 20;

    private final RelayLoop loop;
    private final Lane lane;
    private final LaneOwner owner;
    private final boolean connects;
    private long rttNanos;
    private long startedNanos;
    private long window;
    private int rounds;
    private int still;
    private Warmth beyond = Warmth.COLD;
    private boolean invited;
    private boolean running;
    private boolean done;
    private long warmth;

    /**
     * @param connects whether this side opens flows
     */
    LaneWarmer(RelayLoop loop, Lane lane, LaneOwner owner, boolean connects) {
        this.loop = loop;
        this.lane = lane;
        this.owner = owner;
        this.connects = connects;
    }

    /** The one that carried most flows begins, since it carries the next one, too. */
    static void warmOne(Collection<Lane> lanes) {
        lanes.stream()
                .filter(lane -> lane.warmer().isWanted())
                .max(Comparator.comparingInt(lane -> lane.flows().begun()))
                .ifPresent(lane -> lane.warmer().start());
    }

    /** Padding fills it in one direction or the other, so that a flow would wait behind it. */
    boolean isBusy() {
        return running || (done && connects && isAnswering());
    }

    boolean isDone() {
        return done;
    }

    /** The most that the lane reached since its padding, as {@link LaneMemory} measures it. */
    long warmth() {
        return warmth;
    }

    void warmth(long reached) {
        warmth = reached;
    }

    private boolean isAnswering() {
        return beyond.equals(Warmth.COLD) && System.nanoTime() - startedNanos < LONGEST_NANOS;
    }

    /** The other side has warmed its direction. */
    void answered(Warmth warmth) {
        beyond = warmth;
    }

    private boolean isWanted() {
        return !running
                && !done
                && (connects ? loop.warming().isWanted(System.nanoTime()) : invited)
                && lane.canCarry()
                && lane.rttNanos() >= FAR_NANOS;
    }

    /** A frame of padding came. */
    void padded(int bytes) {
        if (!connects && bytes >= LEAST_INVITATION && !invited) {
            invited = true;
            owner.invited();
        }
    }

    private void start() {
        if (!loop.warming().begin(lane.peer())) {
            return;
        }
        running = true;
        startedNanos = System.nanoTime();
        rttNanos = lane.rttNanos();
        lane.flows().pace(loop.warming().pace(rttNanos));
        round();
    }

    private void round() {
        if (!lane.canCarry()) {
            stop(); // a flow warms it now
            return;
        }
        if (loop.options().sendQueue(lane.descriptor()).waiting() > 0) {
            again();
            return;
        }
        var before = window;
        window = loop.options().congestionWindow(lane.descriptor());
        still = window > before ? 0 : still + 1;
        if (window >= loop.warming().enough(rttNanos)
                || still == ROUNDS_WITHOUT_GROWTH
                || rounds == MOST_ROUNDS) {
            done = true;
            stop();
            var warmth = new Warmth(window, TimeUnit.NANOSECONDS.toMicros(rttNanos));
            lane.send(FrameType.WARMTH, 0, warmth.write());
            return;
        }
        rounds++;
        pad(WINDOWS * Math.clamp(window, LEAST_INVITATION, Warming.MOST_BYTES));
    }

    /** A piece after the other: between them come others of the loop, which may need the lane. */
    private void pad(long left) {
        if (!lane.canCarry()) {
            stop();
            return;
        }
        var bytes = (int) Math.min(left, PIECE_BYTES);
        lane.send(FrameType.PADDING, 0, new byte[bytes]);
        owner.padded(bytes);
        if (left > bytes) {
            loop.executor().execute(() -> safely(() -> pad(left - bytes)));
        } else {
            again();
        }
    }

    private void stop() {
        running = false;
        loop.warming().done(lane.peer());
    }

    private void again() {
        var _ =
                loop.executor()
                        .schedule(
                                () -> safely(this::round),
                                rttNanos + rttNanos / 4,
                                TimeUnit.NANOSECONDS);
    }

    private void safely(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // an Error too must not leave it running for ever
            stop();
            lane.broken(e);
        }
    }
}
