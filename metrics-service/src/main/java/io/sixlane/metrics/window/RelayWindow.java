package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.time.Instant;
import java.util.List;

/**
 * The traffic of one accelerator at one relay in one window, all incarnations together.
 *
 * @param seconds the window's length
 * @param reportedSeconds how many of them have a report
 * @param connectionsActive open when its newest incarnation last reported; what an older one left
 *     open died with it
 * @param account the owner of the accelerator, null from a relay that does not report it
 * @param listeners the part of each, empty from a relay that does not report them
 */
public record RelayWindow(
        AcceleratorId acceleratorId,
        Instant start,
        int seconds,
        int reportedSeconds,
        String relayId,
        String region,
        long connectionsActive,
        Traffic traffic,
        String account,
        List<ListenerTraffic> listeners) {
    /** The longest window that is accepted, in seconds. */
    public static final int LONGEST_SECONDS = 3600;

    public RelayWindow {
        listeners = List.copyOf(listeners);
    }

    /** The windows of one relay within {@code level}, the oldest first, as one. */
    static RelayWindow rolledUp(List<RelayWindow> parts, Level level) {
        var newest = parts.getLast();
        var reported = 0;
        Instant last = null;
        for (var part : parts) {
            reported += part.start().equals(last) ? 0 : part.reportedSeconds();
            last = part.start();
        }
        return newest.sum(parts, level.startOf(newest.start()), level.seconds(), reported);
    }

    /** Open connections, region and account are this window's. */
    RelayWindow sum(List<RelayWindow> parts, Instant from, int length, int reported) {
        if (parts.size() == 1 && length == seconds) {
            return this;
        }
        var sum = new Traffic();
        var sums = new Listeners();
        for (var part : parts) {
            sum.add(part.traffic());
            sums.add(part.listeners());
        }
        sums.addActive(listeners);
        return new RelayWindow(
                acceleratorId,
                from,
                length,
                reported,
                relayId,
                region,
                connectionsActive,
                sum,
                account,
                sums.toReport());
    }
}
