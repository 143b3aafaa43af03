package io.sixlane.relay.tcp.linux;

/**
 * How many event loops carry connections: as few as can, since one that is busy does more with each
 * wake-up, and its data stay in the caches of one processor. Pure.
 *
 * <p>Busy is the time in which the loop's thread ran or was ready to run, as a share of the time
 * that passed. So a loop that competes with other work for its processor counts as a busy one, and
 * another one gets the relay its part of a second processor.
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
