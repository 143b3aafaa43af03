package io.sixlane.provisioning.usage;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The charge for a month of a plan beyond the payment in advance.
 *
 * @param month like 2026-11, in UTC
 * @param over whether the month has ended, so that what was used is final; the price may change yet
 * @param daysUsed on which there was the plan
 * @param averageGuaranteedMbps that is paid whatever went through; 0 unless the 95th percentile is
 * @param percentile95Mbps over all regions; 0 unless it is charged
 * @param percentile95ByRegion the same by acceleration region
 * @param bytesOut to clients; 0 when it was paid in advance
 * @param amount at the prices of today, whatever they were in that month: past ones are not kept
 */
record ChargeView(
        BandwidthPlanId planId,
        String month,
        boolean over,
        Billing billing,
        int daysUsed,
        int daysInMonth,
        BigDecimal averageGuaranteedMbps,
        BigDecimal percentile95Mbps,
        Map<String, BigDecimal> percentile95ByRegion,
        long bytesOut,
        Money amount) {
    static ChargeView of(
            BandwidthPlan plan, PlanMonth month, boolean over, Charge charge, long bytesOut) {
        var regions = new TreeMap<String, BigDecimal>();
        charge.percentile95ByRegion().forEach((region, mbps) -> regions.put(region, shown(mbps)));
        return new ChargeView(
                plan.created().planId(),
                month.month().toString(),
                over,
                plan.billing(),
                month.dailyMbps().size(),
                month.month().lengthOfMonth(),
                shown(charge.averageGuaranteedMbps()),
                shown(charge.percentile95Mbps()),
                regions,
                bytesOut,
                charge.amount());
    }

    /** Rounds to kbit/s. */
    private static BigDecimal shown(BigDecimal mbps) {
        return mbps.setScale(3, RoundingMode.HALF_UP);
    }
}
