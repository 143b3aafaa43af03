package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one relay saw of one accelerator in one window, all of its incarnations together.
 *
 * @param seconds the window's length
 * @param connectionsActive open when its newest incarnation last reported; what an older one left
 *     open died with it
 * @param account whose accelerator it is, null from a relay that does not say
 * @param listeners what is said of each, empty from a relay that says nothing
 */
public record RelayWindow(
        AcceleratorId acceleratorId,
        Instant start,
        int seconds,
        String relayId,
        String region,
        long connectionsActive,
        Traffic traffic,
        @Nullable String account,
        List<ListenerTraffic> listeners) {
    /** The longest window that is accepted, in seconds. */
    public static final int LONGEST_SECONDS = 3600;

    public RelayWindow {
        listeners = List.copyOf(listeners);
    }
}
