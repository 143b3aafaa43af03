package io.sixlane.provisioning.clock;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the comparison of this machine's clock with PostgreSQL's.
 *
 * @param tolerance a larger difference takes the instance out of service, at least 1 s
 * @param compareEvery at least 100 ms
 */
@ConfigurationProperties("sixlane.clock")
record ClockProperties(
        @DefaultValue("1m") Duration tolerance, @DefaultValue("10s") Duration compareEvery) {
    public ClockProperties {
        if (tolerance.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "sixlane.clock.tolerance must be at least 1s, was " + tolerance);
        }
        if (compareEvery.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "sixlane.clock.compare-every must be at least 100ms, was " + compareEvery);
        }
    }
}
