package io.sixlane.relay.route;

import org.jspecify.annotations.Nullable;

/**
 * The current way of a group's connections, with the state for the next decision. Times are
 * nanoseconds of a monotonic clock.
 *
 * @param sinceNanos when {@code way} was chosen
 * @param challenger the way that would have won lately, null for none
 * @param wins how many decisions in a row it would have won
 * @param penalty one for each change, halved every {@link ChoiceRules#PENALTY_HALF_LIFE}
 * @param penaltyNanos when {@code penalty} was computed
 */
record Choice(
        Way way,
        Reason reason,
        long sinceNanos,
        @Nullable Way challenger,
        int wins,
        double penalty,
        long penaltyNanos) {
    /** Why a way was chosen. */
    enum Reason {
        /** Nothing was measured, or there is nothing else. */
        ONLY,

        /** The first choice that measurements allowed. */
        FIRST,

        /** It was clearly better for some seconds. */
        BETTER,

        /** The one before is down, not allowed any more, or its relay left. */
        DOWN,

        /** The one before lost many packets suddenly. */
        LOSSY
    }

    static Choice first(Way way, Reason reason, long nowNanos) {
        return new Choice(way, reason, nowNanos, null, 0, 0, nowNanos);
    }
}
