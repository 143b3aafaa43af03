package io.sixlane.provisioning.usage;

import io.sixlane.configuration.order.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The charge for a month of a plan that is paid afterwards. Amounts are rounded half up to the
 * smallest unit of the currency. Pure.
 *
 * @param percentile95Mbps the sum over the acceleration regions; 0 when traffic is charged
 * @param averageGuaranteedMbps over the days on which there was the plan; 0 when traffic is charged
 * @param percentile95ByRegion Mbit/s
 */
record Charge(
        Money amount,
        BigDecimal percentile95Mbps,
        BigDecimal averageGuaranteedMbps,
        Map<String, BigDecimal> percentile95ByRegion) {
    private static final BigDecimal BITS_OF_A_MEGABIT = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal BYTES_OF_A_PRICE = BigDecimal.valueOf(1_000_000_000);
    private static final int SAMPLES_A_DAY = 288;
    private static final int PERCENT = 100;
    private static final MathContext PRECISION = MathContext.DECIMAL128;

    Charge {
        percentile95ByRegion = Map.copyOf(percentile95ByRegion);
    }

    /**
     * The larger of the average guaranteed bandwidth and the 95th percentile, times the price, for
     * the part of the month on which there was the plan (source: the hosted service's pricing by
     * the 95th percentile).
     *
     * @param price of one Mbit/s and month
     * @param guaranteedPercent 30 to 100, of the size of the plan
     * @param samples of each region, in bit/s, one for each 5 minutes with traffic
     */
    static Charge by95thPercentile(
            Money price,
            int guaranteedPercent,
            PlanMonth plan,
            Map<String, ? extends Collection<Long>> samples) {
        var days = plan.dailyMbps().size();
        var regions = new TreeMap<String, BigDecimal>();
        samples.forEach(
                (region, bits) ->
                        regions.put(
                                region,
                                BigDecimal.valueOf(Percentile95.of(bits, days * SAMPLES_A_DAY))
                                        .divide(BITS_OF_A_MEGABIT, PRECISION)));
        var percentile = regions.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var guaranteed =
                days == 0
                        ? BigDecimal.ZERO
                        : BigDecimal.valueOf(
                                        plan.dailyMbps().stream()
                                                .mapToLong(mbps -> (long) mbps * guaranteedPercent)
                                                .sum())
                                .divide(BigDecimal.valueOf((long) PERCENT * days), PRECISION);
        var amount =
                percentile
                        .max(guaranteed)
                        .multiply(BigDecimal.valueOf(price.minorUnits()))
                        .multiply(BigDecimal.valueOf(days))
                        .divide(BigDecimal.valueOf(plan.month().lengthOfMonth()), PRECISION);
        return new Charge(money(price, amount), percentile, guaranteed, regions);
    }

    /**
     * @param price of 10⁹ bytes
     * @param bytes that left for clients
     */
    static Charge byTraffic(Money price, long bytes) {
        var amount =
                BigDecimal.valueOf(bytes)
                        .multiply(BigDecimal.valueOf(price.minorUnits()))
                        .divide(BYTES_OF_A_PRICE, PRECISION);
        return new Charge(money(price, amount), BigDecimal.ZERO, BigDecimal.ZERO, Map.of());
    }

    /** A charge of zero, for a plan that was paid in advance. */
    static Charge nothing(String currency) {
        return new Charge(new Money(currency, 0), BigDecimal.ZERO, BigDecimal.ZERO, Map.of());
    }

    private static Money money(Money price, BigDecimal amount) {
        return new Money(
                price.currency(), amount.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
