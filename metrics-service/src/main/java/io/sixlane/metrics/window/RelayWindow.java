package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.time.Instant;
import java.util.List;

/**
 * The traffic of one accelerator at one relay in one window, all incarnations together.
 *
 * @param seconds the window's length
 * @param connectionsActive open when its newest incarnation last reported; what an older one left
 *     open died with it
 * @param account the owner of the accelerator, null from a relay that does not report it
 * @param listeners the part of each, empty from a relay that does not report them
 */
public record RelayWindow(
        AcceleratorId acceleratorId,
        Instant start,
        int seconds,
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
}
