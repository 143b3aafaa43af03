package io.sixlane.configuration.order;

import io.sixlane.configuration.catalog.BillingType;
import org.jspecify.annotations.Nullable;

/**
 * How the bandwidth of a plan is paid for.
 *
 * @param guaranteedPercent 30 to 100, the share of the bandwidth that is paid whatever is used
 *     (source: the hosted service's Ratio); null for every other type than PAY_BY_95TH
 */
public record Billing(BillingType type, @Nullable Integer guaranteedPercent) {
    public static final int LEAST_GUARANTEED_PERCENT = 30;
    public static final int MOST_GUARANTEED_PERCENT = 100;
    public static final Billing BY_BANDWIDTH = new Billing(BillingType.PAY_BY_BANDWIDTH, null);

    public Billing {
        if ((type == BillingType.PAY_BY_95TH) != (guaranteedPercent != null)) {
            throw new IllegalArgumentException(
                    "a guaranteed percentage belongs to PAY_BY_95TH alone, was %s with %s"
                            .formatted(type, guaranteedPercent));
        }
        if (guaranteedPercent != null
                && (guaranteedPercent < LEAST_GUARANTEED_PERCENT
                        || guaranteedPercent > MOST_GUARANTEED_PERCENT)) {
            throw new IllegalArgumentException(
                    "guaranteed percentage must be %s to %s, was %s"
                            .formatted(
                                    LEAST_GUARANTEED_PERCENT,
                                    MOST_GUARANTEED_PERCENT,
                                    guaranteedPercent));
        }
    }
}
