package io.sixlane.benchmarks.relay;

import java.util.List;

/** The middle of some measurements, and how far apart they lie. */
record Spread(double median, double least, double most) {
    static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

    /** Skips values that are not numbers; {@link #NONE} when nothing remains. */
    static Spread of(List<Double> values) {
        var sorted = values.stream().filter(Double::isFinite).sorted().toList();
        if (sorted.isEmpty()) {
            return NONE;
        }
        var middle = sorted.size() / 2;
        var median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    boolean exists() {
        return Double.isFinite(median);
    }
}
