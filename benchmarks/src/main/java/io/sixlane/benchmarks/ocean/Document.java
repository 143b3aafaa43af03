package io.sixlane.benchmarks.ocean;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The outcomes as the JSON document of {@code --json}; missing measurements are left out. */
final class Document {
    private static final double THOUSAND = 1_000;

    private Document() {}

    static Map<String, Object> of(List<Outcome> outcomes, Map<String, Object> machine) {
        var profiles = new LinkedHashMap<String, Object>();
        for (var outcome : outcomes) {
            profiles.put(outcome.profile().name(), profile(outcome));
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("profiles", profiles);
        document.put("machine", machine);
        return document;
    }

    private static Map<String, Object> profile(Outcome outcome) {
        var rows = new LinkedHashMap<String, Object>();
        outcome.figures().forEach((row, figures) -> rows.put(row.label(), row(figures)));
        var profile = new LinkedHashMap<String, Object>();
        profile.put("description", outcome.profile().description());
        profile.put("rows", rows);
        var failover = outcome.failover();
        if (failover != null) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("failedFlows", failover.failedFlows());
            put(fields, "firstByteMsMax", failover.firstByteMsMax());
            var normal = failover.normalAfterMs();
            fields.put("normalAfterMs", normal == null ? null : rounded(normal));
            profile.put("failover", fields);
        }
        if (outcome.routeChanges() != null) {
            profile.put("routeChanges", outcome.routeChanges());
        }
        return profile;
    }

    private static Map<String, Object> row(Figures figures) {
        var row = new LinkedHashMap<String, Object>();
        row.put("firstByteMs", percentiles(figures::firstByteMillis));
        row.put("connectMs", percentiles(figures::connectMillis));
        row.put("firstByteSamples", figures.firstByteSamples());
        var seconds = new LinkedHashMap<String, Object>();
        for (var size : Size.values()) {
            put(seconds, size.label(), figures.seconds(size));
        }
        row.put("seconds", seconds);
        row.put("failed", figures.failed());
        return row;
    }

    private static Map<String, Object> percentiles(DoubleUnaryOperator figure) {
        var percentiles = new LinkedHashMap<String, Object>();
        for (var percentile : List.of(50, 95, 99, 100)) {
            put(
                    percentiles,
                    percentile == 100 ? "max" : "p" + percentile,
                    figure.applyAsDouble(percentile));
        }
        return percentiles;
    }

    private static void put(Map<String, Object> fields, String name, double value) {
        if (Double.isFinite(value)) {
            fields.put(name, rounded(value));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * THOUSAND) / THOUSAND;
    }
}
