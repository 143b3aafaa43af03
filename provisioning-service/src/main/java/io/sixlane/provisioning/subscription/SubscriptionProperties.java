package io.sixlane.provisioning.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens at the end of a term.
 *
 * @param grace how long an accelerator forwards after its term
 * @param checkEvery how often the ends of terms are looked at, at least 100 ms
 */
@ConfigurationProperties("sixlane.subscription")
record SubscriptionProperties(
        @DefaultValue("7d") Duration grace, @DefaultValue("1m") Duration checkEvery) {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    public SubscriptionProperties {
        if (grace.isNegative()) {
            throw new IllegalArgumentException(
                    "sixlane.subscription.grace must not be negative, was " + grace);
        }
        if (checkEvery.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "sixlane.subscription.check-every must be at least 100ms, was " + checkEvery);
        }
    }
}
