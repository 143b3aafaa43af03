package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A window as one process of a relay reported it.
 *
 * @param incarnation when the process started
 * @param sequence grows with each report of the process about this window
 */
public record ReportedWindow(RelayWindow window, Instant incarnation, long sequence) {
    /** The order of the table, in which every instance takes its locks. */
    static final Comparator<ReportedWindow> ORDER =
            Comparator.comparing((ReportedWindow it) -> it.window().acceleratorId().text())
                    .thenComparing(it -> it.window().start())
                    .thenComparing(it -> it.window().relayId())
                    .thenComparing(it -> it.window().seconds())
                    .thenComparing(ReportedWindow::incarnation);

    /**
     * @throws IllegalArgumentException if a histogram cannot be read
     */
    public static ReportedWindow of(TrafficReport report) {
        return new ReportedWindow(
                new RelayWindow(
                        report.acceleratorId(),
                        report.windowStart(),
                        report.windowSeconds(),
                        report.windowSeconds(),
                        report.relayId(),
                        report.region(),
                        report.connectionsActive(),
                        Traffic.of(report),
                        report.account(),
                        report.listeners()),
                report.incarnation(),
                report.sequence());
    }

    /** Which window of which process it is: the report with the highest sequence counts. */
    public record Key(
            String acceleratorId,
            Instant start,
            String relayId,
            int seconds,
            Instant incarnation) {}

    public Key key() {
        return new Key(
                window.acceleratorId().text(),
                window.start(),
                window.relayId(),
                window.seconds(),
                incarnation);
    }

    /** The windows of all processes of one relay, the oldest first, as one. */
    static RelayWindow merged(List<RelayWindow> incarnations) {
        var newest = incarnations.getLast();
        return newest.sum(incarnations, newest.start(), newest.seconds(), newest.reportedSeconds());
    }
}
