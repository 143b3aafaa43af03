package io.sixlane.relay.route;

/**
 * A way that can be chosen now.
 *
 * @param sudden whether one of its links got worse within seconds
 */
record Candidate(Way way, Score score, boolean sudden) {
    /**
     * The least saving of a way through relays over the direct one, in milliseconds: below it, a
     * second relay's CPU, bandwidth and risk are not worth it. A lane on a path as long as the
     * direct one saves five round trips, so that below 31 ms connections go direct (computed).
     */
    static final double DETOUR_MILLIS = 150;

    /** Comparable among all candidates of a group. */
    double cost() {
        return score.millis() + detour();
    }

    private double detour() {
        return way.isDirect() ? 0 : DETOUR_MILLIS;
    }

    /** The cost of this way in a comparison with {@code other}. */
    double costAgainst(Candidate other) {
        return way.isDirect() == other.way.isDirect() ? score.millis() : cost();
    }
}
