package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Instant;

/**
 * What one relay saw of one accelerator in one window, all of its incarnations together.
 *
 * @param seconds the window's length
 * @param connectionsActive open when its newest incarnation last reported; what an older one left
 *     open died with it
 */
public record RelayWindow(
        AcceleratorId acceleratorId,
        Instant start,
        int seconds,
        String relayId,
        String region,
        long connectionsActive,
        Traffic traffic) {
    /** The longest window that is accepted, in seconds. */
    public static final int LONGEST_SECONDS = 3600;
}
