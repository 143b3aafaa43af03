package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.order.Purchase.Modification;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The price of a modification: the difference of monthly prices between the new and the old sizes
 * at today's prices, for the rest of the paid term, where 30 days are a month, rounded up to the
 * smallest unit of the currency. Smaller sizes cost nothing and refund nothing. Without an end of
 * the term nothing is charged in advance.
 */
final class Proration {
    private static final Duration MONTH = Duration.ofDays(30);

    private Proration() {}

    /** The market must have everything that the modification names. */
    static Money of(Modification wanted, Market market) {
        var image = market.accelerator().orElseThrow();
        var more =
                specification(wanted, image, market)
                        + plan(
                                image.plan(),
                                wanted.bandwidthMbps(),
                                market.basic(),
                                PlanKind.BASIC,
                                market)
                        + plan(
                                image.crossBorderPlan(),
                                wanted.crossBorderMbps(),
                                market.crossBorder(),
                                PlanKind.CROSS_BORDER,
                                market);
        return new Money(currency(market), share(Math.max(0, more), rest(image, market.at())));
    }

    private static long specification(Modification wanted, AcceleratorImage image, Market market) {
        var code = wanted.specification();
        return code == null ? 0 : price(code, market) - price(image.specification().code(), market);
    }

    private static long price(String specification, Market market) {
        return market.specification(specification)
                .map(entry -> entry.monthlyPrice().minorUnits())
                .orElse(0L);
    }

    private static long plan(
            @Nullable BoundPlan bound,
            @Nullable Integer mbps,
            Optional<BandwidthPlan> plan,
            PlanKind kind,
            Market market) {
        if (bound == null || mbps == null) {
            return 0;
        }
        var billing = plan.map(BandwidthPlan::billing).orElse(Billing.BY_BANDWIDTH);
        return market.bandwidthType(bound.bandwidthType())
                .map(
                        type ->
                                Market.price(type, kind, mbps, billing, Term.Unit.MONTH)
                                                .minorUnits()
                                        - Market.price(
                                                        type,
                                                        kind,
                                                        bound.bandwidthMbps(),
                                                        billing,
                                                        Term.Unit.MONTH)
                                                .minorUnits())
                .orElse(0L);
    }

    private static Duration rest(AcceleratorImage image, Instant at) {
        var until = image.expiresAt();
        return until != null && until.isAfter(at) ? Duration.between(at, until) : Duration.ZERO;
    }

    private static long share(long monthly, Duration rest) {
        var product = BigInteger.valueOf(monthly).multiply(BigInteger.valueOf(rest.toSeconds()));
        var parts = product.divideAndRemainder(BigInteger.valueOf(MONTH.toSeconds()));
        return parts[0].add(BigInteger.valueOf(parts[1].signum())).longValueExact();
    }

    /** Prices are in one currency, that of the catalog. */
    private static String currency(Market market) {
        return market.specifications().values().stream()
                .map(entry -> entry.monthlyPrice().currency())
                .findFirst()
                .orElse("USD");
    }
}
