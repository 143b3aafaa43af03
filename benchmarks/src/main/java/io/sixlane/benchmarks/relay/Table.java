package io.sixlane.benchmarks.relay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** The results as Markdown, so that they can be pasted. */
final class Table {
    private Table() {}

    static String of(Results results, List<Column> columns) {
        var text = new StringBuilder();
        var head = new ArrayList<String>();
        head.add("relay");
        for (var column : columns) {
            head.add(
                    column == Column.FB
                            ? "fb p99 µs"
                            : column == Column.IDLE
                                    ? "idle KB"
                                    : column == Column.FRESH ? "fresh p99 µs" : column.label());
        }
        head.add("CPU s/GB");
        head.add("CPU s/10k requests");
        head.add("CPU s/10k conn.");
        head.add("calls/request");
        head.add("calls/conn.");
        head.add("switches/request");
        row(text, head);
        row(text, head.stream().map(_ -> "---").toList());
        for (var peer : results.peers()) {
            var cells = new ArrayList<String>();
            cells.add(peer);
            for (var column : columns) {
                cells.add(cell(results.value(peer, column), results.p99Millis(peer, column)));
            }
            cells.add(cell(results.cpuPerGb(peer), 3));
            cells.add(cell(results.cpuPerRequest(peer), 3));
            cells.add(cell(results.cpuPerConnection(peer), 3));
            cells.add(cell(results.callsPerUnit(peer, Column.KA), 1));
            cells.add(cell(results.callsPerUnit(peer, Column.CL), 1));
            cells.add(cell(results.switchesPerUnit(peer, Column.KA), 2));
            row(text, cells);
        }
        return text.toString();
    }

    /** Median ratios, their 95 % intervals and the numbers of pairs. */
    static String ratios(Outcome outcome) {
        var text = new StringBuilder();
        var subjects = List.copyOf(outcome.comparisons().keySet());
        var head = new ArrayList<>(List.of("ratio"));
        head.addAll(subjects);
        row(text, head);
        row(text, head.stream().map(_ -> "---").toList());
        var names = new LinkedHashSet<String>();
        subjects.forEach(subject -> names.addAll(outcome.ratios(subject).keySet()));
        for (var name : names) {
            var cells = new ArrayList<>(List.of(name));
            subjects.forEach(subject -> cells.add(cell(outcome.ratio(subject, name))));
            row(text, cells);
        }
        outcome.endings()
                .forEach(
                        (subject, ending) ->
                                text.append("\n").append(subject).append(": ").append(ending));
        return text.append("\n").toString();
    }

    private static String cell(Interval ratio) {
        return ratio.exists()
                ? "%s (%s–%s, %s)"
                        .formatted(
                                number(ratio.median(), 2),
                                number(ratio.low(), 2),
                                number(ratio.high(), 2),
                                ratio.pairs())
                : "";
    }

    /** Median, least and most, and the p99 where there is one. */
    private static String cell(Spread value, Spread p99) {
        return p99.exists()
                ? cell(value, 1) + " p99 " + number(p99.median(), 2) + " ms"
                : cell(value, 1);
    }

    private static String cell(Spread value, int digits) {
        if (!value.exists()) {
            return "";
        }
        return value.least() == value.most()
                ? number(value.median(), digits)
                : "%s (%s–%s)"
                        .formatted(
                                number(value.median(), digits),
                                number(value.least(), digits),
                                number(value.most(), digits));
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
