package io.sixlane.relay.route;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last probes of one link and their outcomes. Confined to one thread. */
final class ProbeWindow {
    static final int PROBES = 256;

    /** Probes of the fast window: five seconds of an active link. */
    static final int FAST = 25;

    /** The fewest answers for a median. */
    private static final int LEAST_ANSWERS = 5;

    private static final int REMEMBERED_BY_PEER = Long.SIZE;

    private final @Nullable Probe[] ring = new Probe[PROBES];

    /** Sequence number of the newest probe; the first is 1. */
    private int newest;

    private int newestAnswered;

    /** No probe before it is pending. */
    private int oldestPending = 1;

    private enum Fate {
        PENDING,
        ANSWERED,

        /** The direction is not known yet. */
        LOST,
        LOST_THERE,
        LOST_BACK
    }

    private static final class Probe {
        private final int sequence;
        private final long sentNanos;
        private Fate fate = Fate.PENDING;
        private long tripNanos;

        private Probe(int sequence, long sentNanos) {
            this.sequence = sequence;
            this.sentNanos = sentNanos;
        }
    }

    /** Returns the sequence number of the probe that is sent now. */
    int sent(long nowNanos) {
        newest++;
        ring[newest % PROBES] = new Probe(newest, nowNanos);
        return newest;
    }

    /**
     * Takes an answer; it may come late.
     *
     * @param received bit <i>n</i> is set when the peer received the probe <i>n</i> before this one
     * @return false when it answers nothing that was asked lately
     */
    boolean answered(int sequence, long received, long nowNanos) {
        var probe = find(sequence);
        if (probe == null || probe.fate == Fate.ANSWERED) {
            return false;
        }
        probe.fate = Fate.ANSWERED;
        probe.tripNanos = Math.max(0, nowNanos - probe.sentNanos);
        newestAnswered = Math.max(newestAnswered, sequence);
        for (var back = 1; back < REMEMBERED_BY_PEER && back < sequence; back++) {
            var earlier = find(sequence - back);
            if (earlier != null && earlier.fate == Fate.LOST) {
                earlier.fate = (received >>> back & 1) == 1 ? Fate.LOST_BACK : Fate.LOST_THERE;
            }
        }
        return true;
    }

    /** Discards all outcomes. */
    void forget() {
        Arrays.fill(ring, null);
    }

    /** Gives up probes that are older than that. */
    void expire(long nowNanos, double timeoutMillis) {
        while (oldestPending <= newest) {
            var probe = find(oldestPending);
            if (probe != null && probe.fate == Fate.PENDING) {
                if (nowNanos - probe.sentNanos <= timeoutMillis * 1e6) {
                    return;
                }
                probe.fate = Fate.LOST;
            }
            oldestPending++;
        }
    }

    /** Probes that were lost since the newest one that was answered. */
    int lostInARow() {
        var lost = 0;
        for (var sequence = newest; sequence > newestAnswered; sequence--) {
            var probe = find(sequence);
            if (probe == null) {
                break;
            }
            lost += probe.fate == Fate.PENDING ? 0 : 1;
        }
        return lost;
    }

    /** Milliseconds since the oldest probe after the newest answered one was sent, 0 for none. */
    double unansweredMillis(long nowNanos) {
        for (var sequence = newestAnswered + 1; sequence <= newest; sequence++) {
            var probe = find(sequence);
            if (probe != null) {
                return (nowNanos - probe.sentNanos) / 1e6;
            }
        }
        return 0;
    }

    boolean hasAnswers() {
        return newestAnswered > 0;
    }

    /** Probes that were ever sent. */
    int sent() {
        return newest;
    }

    /** Probes whose fate is known, at most {@value #PROBES}. */
    int settled() {
        var settled = 0;
        for (var probe : ring) {
            settled += probe == null || probe.fate == Fate.PENDING ? 0 : 1;
        }
        return settled;
    }

    /** Empty before a few probes were answered. */
    Optional<LinkQuality> quality() {
        var trips = trips();
        return trips.length < LEAST_ANSWERS
                ? Optional.empty()
                : Optional.of(
                        new LinkQuality(
                                percentile(trips, 0.50),
                                percentile(trips, 0.95),
                                loss(Fate.LOST_THERE),
                                loss(Fate.LOST_BACK)));
    }

    /** Losses in both directions together, 0 to 1. */
    double loss() {
        var settled = settled();
        return settled == 0 ? 0 : 1 - (double) trips().length / settled;
    }

    /** The loss of one direction; a probe lost in an unknown direction counts in both. */
    private Loss loss(Fate direction) {
        var sent = 0;
        var lost = 0;
        var fastSent = 0;
        var fastLost = 0;
        for (var sequence = newest; sequence > Math.max(0, newest - PROBES); sequence--) {
            var probe = find(sequence);
            if (probe == null || probe.fate == Fate.PENDING) {
                continue;
            }
            var isLost = probe.fate == Fate.LOST || probe.fate == direction;
            sent++;
            lost += isLost ? 1 : 0;
            if (sent <= FAST) {
                fastSent++;
                fastLost += isLost ? 1 : 0;
            }
        }
        return new Loss(sent, lost, fastSent, fastLost);
    }

    /** Round-trip times in nanoseconds, sorted. */
    private long[] trips() {
        return Arrays.stream(ring)
                .filter(probe -> probe != null && probe.fate == Fate.ANSWERED)
                .mapToLong(probe -> probe.tripNanos)
                .sorted()
                .toArray();
    }

    private static double percentile(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))]
                / 1e6;
    }

    private @Nullable Probe find(int sequence) {
        var probe = sequence <= 0 ? null : ring[sequence % PROBES];
        return probe == null || probe.sequence != sequence ? null : probe;
    }
}
