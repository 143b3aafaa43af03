package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.OrderEvent.ModificationOrdered;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeAwaitsConfirmation;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.CrossBorderPlanNotBound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.ModificationMixed;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.NothingModified;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.order.Purchase.Modification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Upgrade and downgrade of an accelerator with its plans. Everything grows or everything shrinks:
 * upward the specification makes room first, then the cross-border plan, then the basic plan;
 * downward the same the other way round (source: the hosted service's UpdateBandwidthPackage). Not
 * while a change waits that may be taken back: what it takes back may need the size that is there.
 * Pure.
 */
final class ModificationRules {
    private ModificationRules() {}

    /** The order, with its price. */
    static Decision order(OrderId id, String account, Modification wanted, Market market) {
        return switch (decide(account, wanted, market)) {
            case Rejected rejected -> rejected;
            case Accepted _ ->
                    accept(
                            new ModificationOrdered(
                                    id,
                                    wanted.acceleratorId(),
                                    wanted.specification(),
                                    wanted.bandwidthMbps(),
                                    wanted.crossBorderMbps(),
                                    Proration.of(wanted, market)));
        };
    }

    /** The events of the accelerator, in the order of the steps. */
    static Decision decide(String account, Modification wanted, Market market) {
        var image = market.accelerator().filter(i -> i.account().equals(account)).orElse(null);
        if (image == null) {
            return reject(new AcceleratorNotFound(wanted.acceleratorId().text()));
        }
        var waiting = image.confirmation();
        if (waiting != null) {
            return reject(new ChangeAwaitsConfirmation(waiting.revertTo(), waiting.deadline()));
        }
        var missing = missing(wanted, image, market);
        if (missing.isPresent()) {
            return reject(missing.get());
        }
        var after = Sizes.after(wanted, image, market);
        var directions = Sizes.of(image).directionsTo(after);
        if (directions.isEmpty()) {
            return reject(new NothingModified());
        }
        if (directions.size() > 1) {
            return reject(new ModificationMixed());
        }
        var refusal = after.refusal(image, market);
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        var steps = steps(wanted, image, after);
        return new Accepted(directions.contains(1) ? steps : steps.reversed());
    }

    private static Optional<Rejection> missing(
            Modification wanted, AcceleratorImage image, Market market) {
        var code = wanted.specification();
        if (code != null && market.specification(code).isEmpty()) {
            return Optional.of(new SpecificationUnknown(code));
        }
        if (wanted.bandwidthMbps() != null && image.plan() == null) {
            return Optional.of(new PlanNotBound());
        }
        return wanted.crossBorderMbps() != null && image.crossBorderPlan() == null
                ? Optional.of(new CrossBorderPlanNotBound())
                : Optional.empty();
    }

    private static List<StreamEvent> steps(
            Modification wanted, AcceleratorImage image, Sizes after) {
        var steps = new ArrayList<StreamEvent>();
        if (!after.specification().equals(image.specification())) {
            steps.add(new SpecificationChanged(after.specification()));
        }
        resized(image.crossBorderPlan(), wanted.crossBorderMbps())
                .map(CrossBorderPlanBound::new)
                .ifPresent(steps::add);
        resized(image.plan(), wanted.bandwidthMbps())
                .map(BandwidthPlanBound::new)
                .ifPresent(steps::add);
        return steps;
    }

    private static Optional<BoundPlan> resized(@Nullable BoundPlan plan, @Nullable Integer mbps) {
        return plan == null || mbps == null || plan.bandwidthMbps() == mbps
                ? Optional.empty()
                : Optional.of(new BoundPlan(plan.planId(), plan.bandwidthType(), mbps));
    }
}
