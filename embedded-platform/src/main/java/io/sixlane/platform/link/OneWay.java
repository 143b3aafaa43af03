package io.sixlane.platform.link;

/**
 * Decides when each packet of one direction arrives, in nanoseconds of the caller's clock. Packets
 * keep their order. The same seed and the same packets at the same times give the same decisions.
 */
final class OneWay {
    /** The packet is lost. */
    static final long LOST = -1;

    /** The queue was full. */
    static final long FULL = -2;

    /**
     * Validity of one draw of the jitter: on a real path, neighbouring packets share most of it.
     */
    static final long JITTER_NANOS = 20_000_000;

    private static final long JITTER_STREAM = 0x6a69747465720000L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int BITS = 8;
    private static final long SECOND = 1_000_000_000;

    private final long seed;
    private final LossPattern losses;
    private final Departures departures = new Departures();
    private Conditions conditions;
    private long busyUntil = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private long received;
    private long lost;
    private long full;

    OneWay(Conditions conditions, long seed) {
        this.conditions = conditions;
        this.seed = seed;
        this.losses = new LossPattern(seed);
    }

    void change(Conditions changed) {
        conditions = changed;
    }

    Conditions conditions() {
        return conditions;
    }

    /** {@code received} includes the lost and the dropped. */
    Counters counters() {
        return new Counters(received, lost, full);
    }

    /** Counts a packet dropped by a full queue. */
    void refuse() {
        received++;
        full++;
    }

    /**
     * @param now not before the previous packet's
     * @param bytes of the IP packet
     * @return when it arrives, {@link #LOST} or {@link #FULL}
     */
    long admit(long now, int bytes) {
        received++;
        if (conditions.cut()) {
            lost++;
            return LOST;
        }
        var sent = conditions.bitsPerSecond() == 0 ? now : transmit(now, bytes);
        if (sent == FULL) {
            full++;
            return FULL;
        }
        if (losses.losesNext(conditions.loss(), conditions.burst())) {
            lost++;
            return LOST;
        }
        last = Math.max(last, sent + conditions.delayNanos() + jitter(now));
        return last;
    }

    private long transmit(long now, int bytes) {
        departures.forgetUntil(now);
        var packets = conditions.queuePackets();
        var room = conditions.queueBytes();
        if ((packets > 0 && departures.packets() >= packets)
                || (room > 0 && departures.bytes() + bytes > room)) {
            return FULL;
        }
        busyUntil =
                Math.max(busyUntil, now)
                        + (long) bytes * BITS * SECOND / conditions.bitsPerSecond();
        departures.add(busyUntil, bytes);
        return busyUntil;
    }

    private long jitter(long now) {
        var most = conditions.jitterNanos();
        if (most == 0) {
            return 0;
        }
        var draw = mixed((seed ^ JITTER_STREAM) + Math.floorDiv(now, JITTER_NANOS) * GOLDEN);
        return Math.round(((draw >>> 11) * 0x1p-52 - 1) * most);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
    private static long mixed(long value) {
        var half = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        var most = (half ^ (half >>> 27)) * 0x94d049bb133111ebL;
        return most ^ (most >>> 31);
    }
}
