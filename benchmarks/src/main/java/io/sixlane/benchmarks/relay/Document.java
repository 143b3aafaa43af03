package io.sixlane.benchmarks.relay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results as the JSON document of {@code --json}. */
final class Document {
    private Document() {}

    static Map<String, Object> of(
            Results results, List<Column> columns, Map<String, Object> machine) {
        var document = new LinkedHashMap<String, Object>();
        document.put("ratios", results.ratios("sixlane"));
        document.put("oneThreadRatios", results.ratios("sixlane-1"));
        document.put("portableRatios", results.ratios("sixlane-portable"));
        put(document, "laneCpuPerGb", results.cpuPerGbRatio("sixlane-lane", "sixlane"));
        put(document, "tlsLaneCpuPerGb", results.cpuPerGbRatio("sixlane-lane-tls", "sixlane"));
        var absolute = new LinkedHashMap<String, Object>();
        for (var peer : results.peers()) {
            absolute.put(peer, figures(results, peer, columns));
        }
        document.put("absolute", absolute);
        document.put("machine", machine);
        return document;
    }

    private static Map<String, Object> figures(Results results, String peer, List<Column> columns) {
        var figures = new LinkedHashMap<String, Object>();
        for (var column : columns) {
            put(figures, column.label(), results.value(peer, column));
            put(figures, column.label() + "P99Millis", results.p99Millis(peer, column));
        }
        put(figures, "cpuSecondsPerGb", results.cpuPerGb(peer));
        put(figures, "cpuSecondsPer10kConnections", results.cpuPerConnection(peer));
        var added = results.firstByteAddedMicros(peer);
        if (Double.isFinite(added)) {
            figures.put("firstByteAddedP99Micros", added);
        }
        return figures;
    }

    private static void put(Map<String, Object> figures, String name, Spread spread) {
        if (spread.exists()) {
            figures.put(name, spread);
        }
    }
}
