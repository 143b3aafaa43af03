package io.sixlane.benchmarks.relay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results as the JSON document of {@code --json}. */
final class Document {
    private Document() {}

    static Map<String, Object> of(Outcome outcome, Map<String, Object> machine) {
        var document = new LinkedHashMap<String, Object>();
        document.put("ratios", outcome.ratios("sixlane"));
        document.put("oneThreadRatios", outcome.ratios("sixlane-1"));
        document.put("portableRatios", outcome.ratios("sixlane-portable"));
        document.put("laneRatios", outcome.ratios("sixlane-lane"));
        document.put("tlsLaneRatios", outcome.ratios("sixlane-lane-tls"));
        put(document, "laneCpuPerGb", outcome.ratio("sixlane-lane", "cpuPerGb"));
        put(document, "tlsLaneCpuPerGb", outcome.ratio("sixlane-lane-tls", "cpuPerGb"));
        document.put("against", outcome.against());
        document.put("endings", outcome.endings());
        var absolute = new LinkedHashMap<String, Object>();
        for (var peer : outcome.results().peers()) {
            absolute.put(peer, figures(outcome.results(), peer, outcome.columns()));
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
        put(figures, "cpuSecondsPerMillionDatagrams", results.cpuPerDatagram(peer));
        put(figures, "cpuSecondsPerShapedGb", results.cpuPerShapedGb(peer));
        put(figures, "cpuSecondsPer10kRequests", results.cpuPerRequest(peer));
        put(figures, "cpuSecondsPer10kConnections", results.cpuPerConnection(peer));
        for (var column : Rounds.COUNTED) {
            var unit = unit(column);
            put(figures, "syscallsPer" + unit, results.callsPerUnit(peer, column));
            put(figures, "contextSwitchesPer" + unit, results.switchesPerUnit(peer, column));
            var counted = results.calls(peer, column);
            if (!counted.isEmpty()) {
                figures.put("callsPer" + unit, counted.getLast().byName());
            }
        }
        var added = results.firstByteAddedMicros(peer);
        if (Double.isFinite(added)) {
            figures.put("firstByteAddedP99Micros", added);
        }
        return figures;
    }

    /** What system calls of a column are counted by. */
    private static String unit(Column column) {
        return switch (column.kind()) {
            case REQUESTS -> "Request";
            case CONNECTIONS -> "Connection";
            default -> "Gb";
        };
    }

    private static void put(Map<String, Object> figures, String name, Spread spread) {
        if (spread.exists()) {
            figures.put(name, spread);
        }
    }

    private static void put(Map<String, Object> document, String name, Interval ratio) {
        if (ratio.exists()) {
            document.put(name, ratio);
        }
    }
}
