package io.sixlane.relay.route;

/**
 * Lost packets of one direction of a link.
 *
 * @param lost of the last {@code sent}
 * @param fastLost of the last {@code fastSent}, which are the newest of {@code sent}
 */
record Loss(int sent, int lost, int fastSent, int fastLost) {
    static final Loss NONE = new Loss(0, 0, 0, 0);

    /**
     * One loss in fewer packets would be judged above 0.8 %, although it is the usual number at 0.4
     * % (computed: 1/128).
     */
    private static final int LEAST_SENT = 128;

    /** The least loss assumed of any link; a few consecutive losses exceed it clearly. */
    private static final double LEAST_EXPECTED = 0.005;

    /**
     * Probability below which a number of losses is not explained by chance. At 1 % a fast window
     * of 25 needs six losses; a link of five probes a second has 17,280 such windows a day.
     */
    private static final double NO_CHANCE = 1e-6;

    /** Loss in the slow window, 0 to 1. */
    double slow() {
        return sent == 0 ? 0 : (double) lost / Math.max(sent, LEAST_SENT);
    }

    /** Loss in the fast window, 0 to 1. */
    double fast() {
        return fastSent == 0 ? 0 : (double) fastLost / fastSent;
    }

    /** The fast window's when the link got worse suddenly, otherwise the slow one's. */
    double expected() {
        return isSudden() ? Math.max(fast(), slow()) : slow();
    }

    /** Whether the fast window lost more than the earlier loss explains by chance. */
    boolean isSudden() {
        var beforeSent = Math.max(0, sent - fastSent);
        var beforeLost = Math.max(0, lost - fastLost);
        var before = (double) beforeLost / Math.max(beforeSent, LEAST_SENT);
        return fastLost > 0
                && atLeast(fastLost, fastSent, Math.max(before, LEAST_EXPECTED)) < NO_CHANCE;
    }

    /** Variance of {@link #expected}, as of independent losses. */
    double variance() {
        var packets = isSudden() ? fastSent : Math.max(sent, LEAST_SENT);
        var loss = expected();
        return loss * (1 - loss) / packets;
    }

    /** Probability of {@code lost} or more of {@code sent} when each is lost with {@code loss}. */
    private static double atLeast(int lost, int sent, double loss) {
        if (loss >= 1) {
            return 1;
        }
        var each = Math.pow(1 - loss, sent);
        var fewer = 0.0;
        for (var count = 0; count < lost; count++) {
            fewer += each;
            each *= (double) (sent - count) / (count + 1) * loss / (1 - loss);
        }
        return Math.max(0, 1 - fewer);
    }
}
