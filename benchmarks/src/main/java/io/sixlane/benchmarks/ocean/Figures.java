package io.sixlane.benchmarks.ocean;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The measurements of one row under one profile. Safe for use by several threads. */
final class Figures {
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;

    private final List<Double> connects = new ArrayList<>();
    private final List<Double> firstBytes = new ArrayList<>();
    private final Map<Size, List<Double>> seconds = new EnumMap<>(Size.class);
    private int failed;

    synchronized void addSmall(Client.Fetched fetched) {
        connects.add(fetched.connect() / MILLI);
        addFirstByte(fetched.firstByte() / MILLI);
    }

    synchronized void addFirstByte(double millis) {
        firstBytes.add(millis);
    }

    synchronized void add(Size size, Client.Fetched fetched) {
        seconds.computeIfAbsent(size, _ -> new ArrayList<>()).add(fetched.total() / SECOND);
    }

    synchronized void addFailure() {
        failed++;
    }

    synchronized int failed() {
        return failed;
    }

    /** NaN without a sample. */
    synchronized double connectMillis(double percentile) {
        return percentile(connects, percentile);
    }

    /** Milliseconds since the call of connect; NaN without a sample. */
    synchronized double firstByteMillis(double percentile) {
        return percentile(firstBytes, percentile);
    }

    synchronized int firstByteSamples() {
        return firstBytes.size();
    }

    /** The median; NaN without a sample. */
    synchronized double seconds(Size size) {
        return percentile(seconds.getOrDefault(size, List.of()), 50);
    }

    /** The percentile by nearest rank: an observed value, a high one of few samples. */
    static double percentile(List<Double> values, double percentile) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var sorted = values.stream().sorted().toList();
        var rank = (int) Math.ceil(percentile / 100 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
