package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.util.regex.Pattern;

/** The output of wrk with {@code --latency}. */
record WrkReport(double requestsPerSecond, double p99Millis, long requests) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s|m)\\b");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern ERRORS =
            Pattern.compile(
                    "Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern BAD_STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /** More failures than one in a thousand requests are no measurement. */
    private static final double TOLERATED = 0.001;

    /**
     * @throws IOException when it is no report, or too many requests failed
     */
    static WrkReport parse(String text) throws IOException {
        var rate = RATE.matcher(text);
        var p99 = P99.matcher(text);
        var requests = REQUESTS.matcher(text);
        if (!rate.find() || !p99.find() || !requests.find()) {
            throw new IOException("not what wrk reports: " + text);
        }
        var report =
                new WrkReport(
                        Double.parseDouble(rate.group(1)),
                        Double.parseDouble(p99.group(1)) * millis(p99.group(2)),
                        Long.parseLong(requests.group(1)));
        if (failures(text) > TOLERATED * report.requests()) {
            throw new IOException("too many requests failed: " + text);
        }
        return report;
    }

    private static long failures(String text) {
        var failures = 0L;
        var errors = ERRORS.matcher(text);
        if (errors.find()) {
            for (var group = 1; group <= errors.groupCount(); group++) {
                failures += Long.parseLong(errors.group(group));
            }
        }
        var bad = BAD_STATUS.matcher(text);
        return bad.find() ? failures + Long.parseLong(bad.group(1)) : failures;
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "us" -> 0.001;
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
    }
}
