package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.EndpointTypeNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanNotBound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.CrossBorderPlanBeside;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanBelowAllocated;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanHasRegions;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanOfOtherKind;
import io.sixlane.provisioning.decision.Rejection.OffCloudNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OtherPlanBound;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the plans that an accelerator has: one basic plan, and one cross-border plan beside
 * it. The plans have their own in bandwidthplan, and are asked too. Pure.
 */
final class PlanRules {
    private PlanRules() {}

    static Decision decide(AcceleratorImage image, BindPlan command, AcceleratorFacts facts) {
        return owned(image, command.planId(), facts, plan -> bind(image, plan, facts));
    }

    /**
     * The plan must reach all existing endpoints, which outlive the plan that they were added with.
     */
    private static Decision bind(
            AcceleratorImage image, BandwidthPlan plan, AcceleratorFacts facts) {
        var place = plan.kind() == PlanKind.BASIC ? image.plan() : image.crossBorderPlan();
        if (place != null) {
            return place.planId().equals(plan.created().planId())
                    ? accept()
                    : reject(new OtherPlanBound(place.planId().text()));
        }
        if (plan.kind() == PlanKind.CROSS_BORDER) {
            return image.plan() == null ? reject(new PlanNotBound()) : bound(image, plan);
        }
        return unreached(image, plan, facts)
                .map(Decision::reject)
                .orElseGet(() -> bound(image, plan));
    }

    /**
     * Replaces a plan under traffic in one step: the new one must be at least as large as the
     * regions' bandwidth, and reach everything that the old one reaches.
     */
    static Decision decide(AcceleratorImage image, ReplacePlan command, AcceleratorFacts facts) {
        return owned(
                image,
                command.replacementId(),
                facts,
                plan -> replace(image, command, plan, facts));
    }

    private static Decision replace(
            AcceleratorImage image,
            ReplacePlan command,
            BandwidthPlan plan,
            AcceleratorFacts facts) {
        var old = command.planId();
        if (!is(image.plan(), old) && !is(image.crossBorderPlan(), old)) {
            return reject(new BandwidthPlanNotBound(old.text()));
        }
        var kind = is(image.plan(), old) ? PlanKind.BASIC : PlanKind.CROSS_BORDER;
        if (plan.kind() != kind) {
            return reject(new PlanOfOtherKind(command.replacementId().text(), kind));
        }
        if (old.equals(command.replacementId())) {
            return accept();
        }
        if (kind == PlanKind.BASIC) {
            var refusal =
                    plan.bandwidthMbps() < allocated(image)
                            ? Optional.<Rejection>of(
                                    new PlanBelowAllocated(plan.bandwidthMbps(), allocated(image)))
                            : unreached(image, plan, facts);
            if (refusal.isPresent()) {
                return reject(refusal.get());
            }
        }
        return bound(image, plan);
    }

    static Decision decide(AcceleratorImage image, UnbindPlan command) {
        var id = command.planId();
        if (is(image.crossBorderPlan(), id)) {
            return accept(new CrossBorderPlanUnbound(id));
        }
        if (!is(image.plan(), id)) {
            return reject(new BandwidthPlanNotBound(id.text()));
        }
        if (!image.regions().isEmpty()) {
            return reject(new PlanHasRegions(id.text(), allocated(image)));
        }
        var beside = image.crossBorderPlan();
        return beside == null
                ? accept(new BandwidthPlanUnbound(id))
                : reject(new CrossBorderPlanBeside(beside.planId().text()));
    }

    private static Decision owned(
            AcceleratorImage image,
            BandwidthPlanId id,
            AcceleratorFacts facts,
            Function<BandwidthPlan, Decision> rule) {
        var plan = facts.plan(id);
        return plan == null || plan.deleted() || !plan.account().equals(image.account())
                ? reject(new BandwidthPlanNotFound(id.text()))
                : rule.apply(plan);
    }

    private static Decision bound(AcceleratorImage image, BandwidthPlan plan) {
        var specification = image.specification();
        if (plan.bandwidthMbps() > specification.peakMbps()) {
            return reject(
                    new BandwidthAboveSpecification(
                            plan.bandwidthMbps(), specification.code(), specification.peakMbps()));
        }
        return switch (plan.kind()) {
            case BASIC -> accept(new BandwidthPlanBound(plan.asBound()));
            case CROSS_BORDER -> accept(new CrossBorderPlanBound(plan.asBound()));
        };
    }

    private static Optional<Rejection> unreached(
            AcceleratorImage image, BandwidthPlan plan, AcceleratorFacts facts) {
        return facts.bandwidthType(plan.asBound()).flatMap(type -> unreached(image, type));
    }

    /** Endpoint types that the endpoints have and the bandwidth type does not reach. */
    private static Optional<Rejection> unreached(AcceleratorImage image, BandwidthTypeEntry type) {
        for (var listener : image.listeners()) {
            for (var group : listener.endpointGroups()) {
                if (group.backendService() == BackendService.OFF_CLOUD && !type.offCloud()) {
                    return Optional.of(new OffCloudNotAllowed(type.code()));
                }
                var other =
                        group.endpoints().stream()
                                .map(Endpoint::type)
                                .filter(endpoint -> !type.endpointTypes().contains(endpoint))
                                .findFirst();
                if (other.isPresent()) {
                    return Optional.of(new EndpointTypeNotAllowed(other.get(), type.code()));
                }
            }
        }
        return Optional.empty();
    }

    private static int allocated(AcceleratorImage image) {
        return image.regions().stream().mapToInt(AccelerationRegion::bandwidthMbps).sum();
    }

    private static boolean is(@Nullable BoundPlan plan, BandwidthPlanId id) {
        return plan != null && plan.planId().equals(id);
    }
}
