package io.sixlane.benchmarks.ocean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The outcomes as Markdown, so that they can be pasted. */
final class Table {
    private Table() {}

    static String of(List<Outcome> outcomes) {
        var text = new StringBuilder();
        for (var outcome : outcomes) {
            text.append(
                    "**%s**: %s%n%n".formatted(outcome.profile(), outcome.profile().description()));
            row(
                    text,
                    List.of("path", "first byte p50", "p99", "100 KB", "1 MB", "20 MB", "failed"));
            row(text, Stream.generate(() -> "---").limit(7).toList());
            outcome.figures()
                    .forEach(
                            (row, figures) -> {
                                var cells = new ArrayList<String>();
                                cells.add("`%s` %s".formatted(row.label(), row.description()));
                                cells.add(number(figures.firstByteMillis(50), 1, " ms"));
                                cells.add(number(figures.firstByteMillis(99), 1, " ms"));
                                for (var size : Size.values()) {
                                    cells.add(number(figures.seconds(size), 2, " s"));
                                }
                                cells.add(Integer.toString(figures.failed()));
                                row(text, cells);
                            });
            if (outcome.failover() != null) {
                text.append("%nAfter the cut: %s.%n".formatted(outcome.failover()));
            }
            if (outcome.routeChanges() != null) {
                text.append("%nChanges of route: %s.%n".formatted(outcome.routeChanges()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String number(double value, int digits, String unit) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + digits + "f%s", value, unit)
                : "";
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
