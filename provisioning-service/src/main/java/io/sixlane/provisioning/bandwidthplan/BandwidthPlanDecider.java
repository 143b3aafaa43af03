package io.sixlane.provisioning.bandwidthplan;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Bind;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Create;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanTaken;
import org.jspecify.annotations.Nullable;

/** The rules of one bandwidth plan. Pure: no clock, no random, no I/O, no Spring. */
public final class BandwidthPlanDecider {
    private BandwidthPlanDecider() {}

    /**
     * @param plan null before it is created
     */
    public static Decision decide(@Nullable BandwidthPlan plan, BandwidthPlanCommand command) {
        return switch (command) {
            case Create(var created) ->
                    plan == null
                            ? accept(created)
                            : reject(new AlreadyExists(created.planId().text()));
            case Bind bind -> bind(plan, bind);
        };
    }

    private static Decision bind(@Nullable BandwidthPlan plan, Bind bind) {
        if (plan == null || !plan.account().equals(bind.account())) {
            return reject(new BandwidthPlanNotFound(bind.planId().text()));
        }
        if (plan.boundTo().isEmpty()) {
            return accept(new PlanBoundToAccelerator(bind.acceleratorId()));
        }
        return plan.boundTo().get().equals(bind.acceleratorId())
                ? accept()
                : reject(new BandwidthPlanTaken(bind.planId().text()));
    }
}
