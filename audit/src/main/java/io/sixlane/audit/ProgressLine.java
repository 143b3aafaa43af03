package io.sixlane.audit;

import io.sixlane.audit.source.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows how far a reader is: a bar that is written over on a terminal, a line every tenth
 * elsewhere. Goes to standard error, which keeps the result alone on standard output.
 */
final class ProgressLine implements Progress {
    /** Set by the launcher when standard error is a terminal, which Java cannot find out. */
    private static final boolean TERMINAL = Boolean.getBoolean("sixlane.terminal");

    private static final int WIDTH = 30;
    private static final long BAR_NANOS = 100_000_000;

    private final PrintWriter err;
    private final String what;
    private final boolean terminal;
    private final long beganNanos = System.nanoTime();
    private long printedNanos;
    private long tenth;

    ProgressLine(PrintWriter err, String what) {
        this(err, what, TERMINAL);
    }

    ProgressLine(PrintWriter err, String what, boolean terminal) {
        this.err = err;
        this.what = what;
        this.terminal = terminal;
    }

    @Override
    public void at(long done, long total) {
        if (total <= 0) {
            return;
        }
        var now = System.nanoTime();
        if (terminal) {
            if (done >= total || now - printedNanos > BAR_NANOS) {
                printedNanos = now;
                var full = (int) (done * WIDTH / total);
                err.printf(
                        "\r%s [%s%s] %3s %% ",
                        what, "=".repeat(full), " ".repeat(WIDTH - full), done * 100 / total);
                if (done >= total) {
                    err.printf(Locale.ROOT, "%.1f s%n", (now - beganNanos) / 1e9);
                }
                err.flush();
            }
        } else if (done * 10 / total > tenth) {
            tenth = done * 10 / total;
            err.printf("%s: %s %%%n", what, done * 100 / total);
            err.flush();
        }
    }
}
