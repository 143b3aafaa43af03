package io.sixlane.benchmarks.relay;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A median and its 95 % interval by the percentile bootstrap (source: Efron and Tibshirani, An
 * Introduction to the Bootstrap, section 13.3).
 *
 * @param pairs how many values there are
 */
record Interval(double median, double low, double high, int pairs) {
    static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN, 0);

    private static final int RESAMPLES = 4_000;
    private static final double TAIL = 0.025;

    /**
     * Skips values that are not numbers; {@link #NONE} when nothing remains.
     *
     * @param seed of the draws: the same values and seed have the same interval
     */
    static Interval of(List<Double> values, long seed) {
        var numbers =
                values.stream().filter(Double::isFinite).mapToDouble(Double::doubleValue).toArray();
        if (numbers.length == 0) {
            return NONE;
        }
        var random = new SplittableRandom(seed);
        var medians = new double[RESAMPLES];
        var drawn = new double[numbers.length];
        for (var resample = 0; resample < RESAMPLES; resample++) {
            for (var draw = 0; draw < drawn.length; draw++) {
                drawn[draw] = numbers[random.nextInt(numbers.length)];
            }
            medians[resample] = median(drawn);
        }
        Arrays.sort(medians);
        return new Interval(
                median(numbers),
                medians[(int) (TAIL * RESAMPLES)],
                medians[(int) ((1 - TAIL) * RESAMPLES) - 1],
                numbers.length);
    }

    /** Sorts its argument. */
    private static double median(double[] values) {
        Arrays.sort(values);
        var middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    boolean exists() {
        return pairs > 0;
    }

    /** Half its width, as a share of the median; infinite without values. */
    double halfWidth() {
        return exists() && median != 0
                ? (high - low) / 2 / Math.abs(median)
                : Double.POSITIVE_INFINITY;
    }

    /** With three digits after the point, as documents show it. */
    Interval rounded() {
        return new Interval(rounded(median), rounded(low), rounded(high), pairs);
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1_000) / 1_000.0 : value;
    }
}
