package io.sixlane.benchmarks.ocean;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The outcomes as SVG: for each profile a bar per row, of the first byte and of the largest
 * transfer.
 */
final class Chart {
    private static final int WIDTH = 920;
    private static final int LABEL = 120;
    private static final int PANEL = 300;
    private static final int GAP = 90;
    private static final int LINE = 24;
    private static final int BAR = 15;
    private static final int HEAD = 62;
    private static final int FOOT = 14;
    private static final String OTHERS = "#9aa5b1";
    private static final String OURS = "#0b7285";

    private Chart() {}

    static String of(List<Outcome> outcomes) {
        var shown = outcomes.stream().filter(outcome -> !outcome.figures().isEmpty()).toList();
        var height = shown.stream().mapToInt(Chart::height).sum() + FOOT;
        var text = new StringBuilder();
        text.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$s" width="%1$s" height="%2$s"
                     font-family="system-ui, sans-serif" font-size="13" fill="#1f2933">
                <rect width="%1$s" height="%2$s" fill="#ffffff"/>
                """
                        .formatted(WIDTH, height));
        var top = 0;
        for (var outcome : shown) {
            profile(text, outcome, top);
            top += height(outcome);
        }
        return text.append("</svg>\n").toString();
    }

    private static int height(Outcome outcome) {
        return HEAD + LINE * outcome.figures().size();
    }

    private static void profile(StringBuilder text, Outcome outcome, int top) {
        text(
                text,
                FOOT,
                top + 22,
                "font-weight=\"600\"",
                "%s: %s, 100 Mbit/s".formatted(outcome.profile(), outcome.profile().description()));
        var first = LABEL;
        var second = LABEL + PANEL + GAP;
        text(text, first, top + 46, "fill=\"#52606d\"", "first byte, ms (p50)");
        text(text, second, top + 46, "fill=\"#52606d\"", "20 MB, s (logarithmic)");
        var y = top + HEAD;
        ToDoubleFunction<Figures> firstByte = figures -> figures.firstByteMillis(50);
        ToDoubleFunction<Figures> large = figures -> figures.seconds(Size.LARGE);
        var mostFirstByte = most(outcome, firstByte);
        var mostLarge = most(outcome, large);
        for (var entry : outcome.figures().entrySet()) {
            var row = entry.getKey();
            text(text, FOOT, y + 12, "", row.label());
            var millis = firstByte.applyAsDouble(entry.getValue());
            bar(text, row, first, y, millis / mostFirstByte, "%.0f", millis);
            var seconds = large.applyAsDouble(entry.getValue());
            bar(text, row, second, y, Math.log1p(seconds) / Math.log1p(mostLarge), "%.2f", seconds);
            y += LINE;
        }
    }

    private static double most(Outcome outcome, ToDoubleFunction<Figures> figure) {
        return outcome.figures().values().stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    /** Draws nothing without a value. */
    private static void bar(
            StringBuilder text, Row row, int x, int y, double share, String format, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        var width = Math.max(1, (int) Math.round(share * PANEL));
        text.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\""
                                + " fill=\"%s\"/>%n",
                        x,
                        y,
                        width,
                        BAR,
                        row.isSixlane() ? OURS : OTHERS));
        text(text, x + width + 6, y + 12, "", String.format(Locale.ROOT, format, value));
    }

    private static void text(StringBuilder text, int x, int y, String style, String words) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" %s>%s</text>%n",
                        x,
                        y,
                        style,
                        words.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
