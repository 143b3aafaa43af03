package io.sixlane.benchmarks.relay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was measured.
 *
 * @param results of the run beforehand, which the table shows
 * @param rivals the relays of which the best is the one to beat
 * @param comparisons by the name of the relay that was compared
 */
record Outcome(
        Results results,
        Map<String, Comparison> comparisons,
        List<Column> columns,
        List<String> rivals,
        long seed) {
    Outcome {
        columns = List.copyOf(columns);
        rivals = List.copyOf(rivals);
    }

    /** Each with its interval; without those that were not measured. */
    Map<String, Interval> ratios(String subject) {
        var ratios = new LinkedHashMap<String, Interval>();
        var comparison = comparisons.get(subject);
        if (comparison != null) {
            ratios.putAll(comparison.intervals());
        }
        put(ratios, "syscallsPerConnection", subject, Column.CL);
        put(ratios, "syscallsPerRequest", subject, Column.KA);
        return ratios;
    }

    private void put(Map<String, Interval> ratios, String name, String subject, Column column) {
        var ratio = results.callsRatio(subject, rivals, column, seed);
        if (ratio.exists()) {
            ratios.put(name, ratio.rounded());
        }
    }

    Interval ratio(String subject, String name) {
        return ratios(subject).getOrDefault(name, Interval.NONE);
    }

    /** The relays that each one was compared with. */
    Map<String, Map<String, String>> against() {
        var against = new LinkedHashMap<String, Map<String, String>>();
        comparisons.forEach((subject, comparison) -> against.put(subject, comparison.against()));
        return against;
    }

    /** Why the measuring of each one ended. */
    Map<String, String> endings() {
        var endings = new LinkedHashMap<String, String>();
        comparisons.forEach((subject, comparison) -> endings.put(subject, comparison.ending()));
        return endings;
    }
}
