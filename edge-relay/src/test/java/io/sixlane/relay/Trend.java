package io.sixlane.relay;

import java.util.List;

/** How a figure that was taken at even intervals rises, by the line of least squares. */
final class Trend {
    private final double mean;
    private final double rise;

    /**
     * @param figures at least two
     */
    Trend(List<Long> figures) {
        var count = figures.size();
        if (count < 2) {
            throw new IllegalArgumentException("no trend of %s figures".formatted(count));
        }
        mean = figures.stream().mapToLong(figure -> figure).average().orElseThrow();
        var middle = (count - 1) / 2.0;
        var products = 0.0;
        var squares = 0.0;
        for (var i = 0; i < count; i++) {
            products += (i - middle) * (figures.get(i) - mean);
            squares += (i - middle) * (i - middle);
        }
        rise = products / squares * (count - 1);
    }

    double mean() {
        return mean;
    }

    /** From the first figure to the last one, in their unit; negative when it falls. */
    double rise() {
        return rise;
    }
}
