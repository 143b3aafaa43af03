package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.OtherPlanBound;

/** The rules of the plan that an accelerator has; the plan has its own in bandwidthplan. Pure. */
final class PlanRules {
    private PlanRules() {}

    static Decision decide(AcceleratorImage image, BindPlan command, AcceleratorFacts facts) {
        var plan = facts.plan(command.planId());
        if (plan == null || !plan.account().equals(image.account())) {
            return reject(new BandwidthPlanNotFound(command.planId().text()));
        }
        var bound = image.plan();
        if (bound != null) {
            return bound.planId().equals(command.planId())
                    ? accept()
                    : reject(new OtherPlanBound(bound.planId().text()));
        }
        var wanted = plan.asBound();
        var specification = image.specification();
        return wanted.bandwidthMbps() > specification.peakMbps()
                ? reject(
                        new BandwidthAboveSpecification(
                                wanted.bandwidthMbps(),
                                specification.code(),
                                specification.peakMbps()))
                : accept(new BandwidthPlanBound(wanted));
    }
}
