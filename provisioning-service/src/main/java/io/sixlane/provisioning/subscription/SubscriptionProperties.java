package io.sixlane.provisioning.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The end of a term.
 *
 * @param grace how long an accelerator forwards after its term
 * @param checkEvery interval between looks at the ends of terms, at least 100 ms
 * @param largestShare of all accelerators that one look may suspend, above 0 to 1; a look that
 *     finds more is wrong about something, such as the time, and suspends none
 * @param alwaysAllowed accelerators that one look may suspend whatever their share
 * @param autoRenew whether accelerators without a setting of their own are renewed for a month a
 *     day before their terms end
 */
@ConfigurationProperties("sixlane.subscription")
public record SubscriptionProperties(
        @DefaultValue("7d") Duration grace,
        @DefaultValue("1m") Duration checkEvery,
        @DefaultValue("0.2") double largestShare,
        @DefaultValue("5") int alwaysAllowed,
        @DefaultValue("false") boolean autoRenew) {
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
        if (!(largestShare > 0 && largestShare <= 1)) {
            throw new IllegalArgumentException(
                    "sixlane.subscription.largest-share must be above 0 to 1, was " + largestShare);
        }
        if (alwaysAllowed < 0) {
            throw new IllegalArgumentException(
                    "sixlane.subscription.always-allowed must not be negative, was "
                            + alwaysAllowed);
        }
    }
}
