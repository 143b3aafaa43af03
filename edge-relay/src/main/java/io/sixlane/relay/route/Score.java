package io.sixlane.relay.route;

import java.util.List;

/**
 * The expected time of a 256 KB answer by one way, in milliseconds, in parts that add up before
 * they are multiplied by {@code loadFactor}.
 *
 * <p>The answer is what one reads: for each hop a round trip, those that a cold connection adds,
 * the spread of round-trip times, and a round trip for each segment that is lost. The formula is an
 * estimate for ranking, not a prediction: it adds losses as if each cost a round trip of its own.
 *
 * @param loadFactor at least 1
 * @param deviationMillis standard deviation of {@code lossMillis}, by the number of packets that
 *     loss was measured with
 */
record Score(
        double roundTripMillis,
        double coldMillis,
        double spreadMillis,
        double lossMillis,
        double relayMillis,
        double loadFactor,
        double deviationMillis) {
    /** Segments of 1,448 bytes in 256 KB (computed). */
    static final int SEGMENTS = 180;

    /** Delay that a relay adds (measured: below 0.1 ms idle; the rest is for a busy one). */
    static final double MILLIS_PER_RELAY = 1;

    /**
     * Load above which a relay slows connections down (source: M/M/1 doubles its delay at half).
     */
    static final double FREE_LOAD = 0.7;

    /** The score of a way over all {@code hops}. */
    static Score of(List<Hop> hops) {
        var roundTrip = 0.0;
        var cold = 0.0;
        var spread = 0.0;
        var loss = 0.0;
        var variance = 0.0;
        var load = 0.0;
        for (var hop : hops) {
            var quality = hop.quality();
            var millis = quality.p50Millis();
            roundTrip += millis;
            cold += millis * hop.warmth().roundTrips();
            spread += quality.spreadMillis();
            loss += SEGMENTS * quality.back().expected() * millis;
            variance += Math.pow(SEGMENTS * millis, 2) * quality.back().variance();
            load = Math.max(load, hop.load());
        }
        return new Score(
                roundTrip,
                cold,
                spread,
                loss,
                (hops.size() - 1) * MILLIS_PER_RELAY,
                1 + Math.max(0, (Math.min(load, 1) - FREE_LOAD) / (1 - FREE_LOAD)),
                Math.sqrt(variance));
    }

    double millis() {
        return (roundTripMillis + coldMillis + spreadMillis + lossMillis + relayMillis)
                * loadFactor;
    }
}
