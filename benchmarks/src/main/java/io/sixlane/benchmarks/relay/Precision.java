package io.sixlane.benchmarks.relay;

/**
 * When a ratio is known well enough.
 *
 * @param within half the width of its interval at most, as a share of the median
 * @param leastPairs fewer are never enough: a few may agree by chance
 * @param mostPairs more are not measured
 */
record Precision(double within, int leastPairs, int mostPairs) {
    boolean isReached(Interval interval) {
        return interval.pairs() >= leastPairs
                && (interval.halfWidth() <= within || interval.pairs() >= mostPairs);
    }

    boolean isWide(Interval interval) {
        return interval.pairs() < leastPairs || interval.halfWidth() > within;
    }
}
