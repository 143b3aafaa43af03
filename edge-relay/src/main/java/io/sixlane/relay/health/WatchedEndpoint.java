package io.sixlane.relay.health;

import io.sixlane.configuration.accelerator.HealthCheck;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A port of an endpoint and how it is checked; equal ones share one condition.
 *
 * @param address or domain name
 * @param port that connections go to
 * @param check null for none
 */
public record WatchedEndpoint(
        String address, int port, @Nullable HealthCheck check, Greeting greeting) {
    /** Null when nothing is checked. */
    @Nullable CheckTarget target() {
        return check == null
                ? null
                : new CheckTarget(
                        address, Objects.requireNonNullElse(check.port(), port), check, greeting);
    }
}
