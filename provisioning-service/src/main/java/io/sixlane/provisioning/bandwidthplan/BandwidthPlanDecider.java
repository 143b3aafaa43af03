package io.sixlane.provisioning.bandwidthplan;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanDeleted;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanResized;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanUnboundFromAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Bind;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Create;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Delete;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Resize;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Unbind;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanTaken;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanInUse;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanNotBound;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of one bandwidth plan. Pure: no clock, no random, no I/O, no Spring. */
public final class BandwidthPlanDecider {
    private BandwidthPlanDecider() {}

    /**
     * @param plan null before it is created
     */
    public static Decision decide(@Nullable BandwidthPlan plan, BandwidthPlanCommand command) {
        return switch (command) {
            case Create(var created) -> create(plan, created);
            case Bind(var account, var id, var acceleratorId) ->
                    owned(plan, account, id, held -> bind(held, acceleratorId));
            case Unbind(var account, var id, var acceleratorId) ->
                    owned(plan, account, id, held -> unbind(held, acceleratorId));
            case Resize(var account, var id, var mbps) ->
                    owned(plan, account, id, held -> resize(held, mbps));
            case Delete(var account, var id) ->
                    owned(plan, account, id, BandwidthPlanDecider::delete);
        };
    }

    private static Decision create(@Nullable BandwidthPlan plan, BandwidthPlanCreated created) {
        if (plan != null) {
            return reject(new AlreadyExists(created.planId().text()));
        }
        return PlanSize.refusal(created.bandwidthMbps(), created.billing())
                .map(Decision::reject)
                .orElseGet(() -> accept(created));
    }

    private static Decision owned(
            @Nullable BandwidthPlan plan,
            String account,
            BandwidthPlanId id,
            Function<BandwidthPlan, Decision> rule) {
        return plan == null || plan.deleted() || !plan.account().equals(account)
                ? reject(new BandwidthPlanNotFound(id.text()))
                : rule.apply(plan);
    }

    private static Decision bind(BandwidthPlan plan, AcceleratorId acceleratorId) {
        if (plan.boundTo().isEmpty()) {
            return accept(new PlanBoundToAccelerator(acceleratorId));
        }
        return plan.boundTo().get().equals(acceleratorId)
                ? accept()
                : reject(new BandwidthPlanTaken(plan.created().planId().text()));
    }

    private static Decision unbind(BandwidthPlan plan, AcceleratorId acceleratorId) {
        return plan.boundTo().filter(acceleratorId::equals).isPresent()
                ? accept(new PlanUnboundFromAccelerator(acceleratorId))
                : reject(new BandwidthPlanNotBound(plan.created().planId().text()));
    }

    private static Decision resize(BandwidthPlan plan, int mbps) {
        var refusal = PlanSize.refusal(mbps, plan.billing());
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        return plan.bandwidthMbps() == mbps ? accept() : accept(new BandwidthPlanResized(mbps));
    }

    private static Decision delete(BandwidthPlan plan) {
        return plan.boundTo()
                .map(
                        accelerator ->
                                reject(
                                        new BandwidthPlanInUse(
                                                plan.created().planId().text(),
                                                accelerator.text())))
                .orElseGet(() -> accept(new BandwidthPlanDeleted()));
    }
}
