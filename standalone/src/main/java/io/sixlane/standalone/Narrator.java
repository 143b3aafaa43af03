package io.sixlane.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints progress for the person at the terminal. Thread-safe. */
public final class Narrator {

    private final PrintStream out;

    public Narrator(PrintStream out) {
        this.out = out;
    }

    public synchronized void print(String line) {
        out.println(line);
        out.flush();
    }

    void ready(String part, Duration took, String where) {
        print(readyLine(part, took, where));
    }

    static String readyLine(String part, Duration took, String where) {
        return "  %-20s ready in %5s   %s".formatted(part, seconds(took), where);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
