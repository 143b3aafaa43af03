package io.sixlane.benchmarks.relay;

import java.util.List;

/** How even shares are. */
final class Fairness {
    private Fairness() {}

    /**
     * The index of Jain, Chiu and Hawe (DEC-TR-301): 1 when all have the same, 1/n when one has
     * all; NaN without shares.
     */
    static double index(List<Double> shares) {
        var sum = shares.stream().mapToDouble(share -> share).sum();
        var squares = shares.stream().mapToDouble(share -> share * share).sum();
        return sum * sum / (shares.size() * squares);
    }
}
