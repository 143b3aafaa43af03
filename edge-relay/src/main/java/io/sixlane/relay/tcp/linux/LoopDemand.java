package io.sixlane.relay.tcp.linux;

/**
 * How many event loops carry connections: as few as can, since one that is busy does more with each
 * wake-up, and its data stay in the caches of one processor. Pure.
 *
 * <p>Busy is the time that the kernel gave the loop's thread, as a share of the time that passed. A
 * thread that competes with others for its processor therefore is not busy, and another loop would
 * only compete, too.
 */
final class LoopDemand {
    /** Above this share of each loop, on average, more join. */
    static final double FULL = 0.8;

    /** The share that the remaining loops would have, below which one leaves. */
    static final double EASY = 0.5;

    /** Looks in a row that agree before one leaves: connections move then. */
    static final int CALM = 15;

    private final int most;
    private int calm;

    /**
     * @param most loops that there are
     */
    LoopDemand(int most) {
        this.most = most;
    }

    /**
     * @param active loops that carry connections now
     * @param busy sum of their shares
     * @return loops that should
     */
    int next(int active, double busy) {
        if (busy >= FULL * active && active < most) {
            calm = 0;
            return Math.min(most, 2 * active); // full loops do not show how much more there is
        }
        calm = active > 1 && busy < EASY * (active - 1) ? calm + 1 : 0;
        if (calm < CALM) {
            return active;
        }
        calm = 0;
        return active - 1;
    }
}
