package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.Billing;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.PlanSize;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanBelowAllocated;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.SpecificationTooSmall;
import io.sixlane.provisioning.order.Purchase.Modification;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of an accelerator and its plans.
 *
 * @param mbps of the basic plan, in Mbit/s; 0 without one
 * @param crossBorderMbps of the cross-border plan, in Mbit/s; 0 without one
 */
record Sizes(SpecificationLimits specification, int mbps, int crossBorderMbps) {
    private static final Comparator<SpecificationLimits> BY_SIZE =
            Comparator.comparingInt(SpecificationLimits::peakMbps)
                    .thenComparingInt(SpecificationLimits::regions)
                    .thenComparingInt(SpecificationLimits::maxConnections);

    static Sizes of(AcceleratorImage image) {
        return new Sizes(
                image.specification(),
                mbps(image.plan(), null),
                mbps(image.crossBorderPlan(), null));
    }

    /** The catalog must have the specification that is wanted. */
    static Sizes after(Modification wanted, AcceleratorImage image, Market market) {
        var code = wanted.specification();
        var specification =
                code == null || code.equals(image.specification().code())
                        ? image.specification()
                        : limits(market.specification(code).orElseThrow());
        return new Sizes(
                specification,
                mbps(image.plan(), wanted.bandwidthMbps()),
                mbps(image.crossBorderPlan(), wanted.crossBorderMbps()));
    }

    static SpecificationLimits limits(SpecificationEntry entry) {
        return new SpecificationLimits(
                entry.code(), entry.regions(), entry.peakMbps(), entry.maxConnections());
    }

    private static int mbps(@Nullable BoundPlan plan, @Nullable Integer wanted) {
        if (wanted != null) {
            return wanted;
        }
        return plan == null ? 0 : plan.bandwidthMbps();
    }

    /** 1 when something is larger, -1 when something is smaller; both, one or neither. */
    Set<Integer> directionsTo(Sizes after) {
        return IntStream.of(
                        Integer.signum(BY_SIZE.compare(after.specification, specification)),
                        Integer.compare(after.mbps, mbps),
                        Integer.compare(after.crossBorderMbps, crossBorderMbps))
                .filter(direction -> direction != 0)
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Why an accelerator in use cannot have these sizes; empty when it can. */
    Optional<Rejection> refusal(AcceleratorImage image, Market market) {
        if (image.regions().size() > specification.regions()) {
            return Optional.of(
                    new SpecificationTooSmall(
                            specification.code(), specification.regions(), image.regions().size()));
        }
        var most = Math.max(mbps, crossBorderMbps);
        if (most > specification.peakMbps()) {
            return Optional.of(
                    new BandwidthAboveSpecification(
                            most, specification.code(), specification.peakMbps()));
        }
        var allocated = image.regions().stream().mapToInt(AccelerationRegion::bandwidthMbps).sum();
        if (image.plan() != null && mbps < allocated) {
            return Optional.of(new PlanBelowAllocated(mbps, allocated));
        }
        return size(mbps, market.basic()).or(() -> size(crossBorderMbps, market.crossBorder()));
    }

    private static Optional<Rejection> size(int mbps, Optional<BandwidthPlan> plan) {
        return mbps == 0
                ? Optional.empty()
                : PlanSize.refusal(
                        mbps, plan.map(BandwidthPlan::billing).orElse(Billing.BY_BANDWIDTH));
    }
}
