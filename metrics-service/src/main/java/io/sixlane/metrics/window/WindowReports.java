package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The latest report of every relay process about one accelerator and one window's start.
 *
 * @param latest by relay, incarnation and window length
 */
public record WindowReports(Map<String, TrafficReport> latest) {
    /** No report yet. */
    public static final WindowReports NONE = new WindowReports(Map.of());

    public WindowReports {
        latest = Map.copyOf(latest);
    }

    /** Adds {@code report}, unless one at least as late is held of the same process and window. */
    public WindowReports with(TrafficReport report) {
        var key =
                "%s %s %s"
                        .formatted(report.relayId(), report.incarnation(), report.windowSeconds());
        var held = latest.get(key);
        if (held != null && held.sequence() >= report.sequence()) {
            return this;
        }
        var changed = new TreeMap<>(latest);
        changed.put(key, report);
        return new WindowReports(changed);
    }

    /** One window for each relay (and length, should a relay have changed it), in their order. */
    public List<RelayWindow> merged() {
        return latest.values().stream()
                .collect(
                        Collectors.groupingBy(
                                report ->
                                        new RelayAndLength(
                                                report.relayId(), report.windowSeconds()),
                                () -> new TreeMap<>(RelayAndLength.ORDER),
                                Collectors.toList()))
                .values()
                .stream()
                .map(WindowReports::merge)
                .toList();
    }

    private static RelayWindow merge(List<TrafficReport> incarnations) {
        var traffic = new Traffic();
        incarnations.forEach(report -> traffic.add(Traffic.of(report)));
        var newest =
                incarnations.stream()
                        .max(Comparator.comparing(TrafficReport::incarnation))
                        .orElseThrow();
        return new RelayWindow(
                newest.acceleratorId(),
                newest.windowStart(),
                newest.windowSeconds(),
                newest.relayId(),
                newest.region(),
                newest.connectionsActive(),
                traffic,
                newest.account(),
                listeners(incarnations, newest));
    }

    /** Usually there is one incarnation, whose report is kept as it is. */
    private static List<ListenerTraffic> listeners(
            List<TrafficReport> incarnations, TrafficReport newest) {
        if (incarnations.size() == 1) {
            return newest.listeners();
        }
        var sums = new Listeners();
        incarnations.forEach(report -> sums.add(report.listeners()));
        sums.addActive(newest.listeners());
        return sums.toReport();
    }

    private record RelayAndLength(String relayId, int seconds) {
        static final Comparator<RelayAndLength> ORDER =
                Comparator.comparing(RelayAndLength::relayId)
                        .thenComparingInt(RelayAndLength::seconds);
    }
}
