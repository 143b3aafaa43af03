package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorDecider;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Resize;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanDecider;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import io.sixlane.provisioning.subscription.SubscriptionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The appends of a paid order to other streams. Pure; a refusal is a RejectedException. */
final class Fulfilment {
    private final Order order;
    private final Pay ids;
    private final Market market;

    Fulfilment(Order order, Pay ids, Market market) {
        this.order = order;
        this.ids = ids;
        this.market = market;
    }

    List<Append> appends() {
        return switch (order.purchase()) {
            case Subscription subscription -> begin(subscription);
            case Instance(var specification, var term) -> List.of(create(specification, term));
            case Plan(var kind, var type, var mbps, var billing, _) ->
                    List.of(plan(ids.bandwidthPlanId(), kind, type, mbps, billing));
            case Renewal renewal -> renew(renewal);
            case Modification wanted -> modify(wanted);
        };
    }

    private List<Append> begin(Subscription subscription) {
        var bundle = subscription.bundle();
        var appends = new ArrayList<Append>();
        appends.add(create(bundle.specification(), subscription.term()));
        appends.add(
                plan(
                        ids.bandwidthPlanId(),
                        PlanKind.BASIC,
                        bundle.bandwidthType(),
                        bundle.peakBandwidthMbps(),
                        subscription.billing()));
        var crossBorder = bundle.crossBorderMbps();
        if (crossBorder != null) {
            appends.add(
                    plan(
                            ids.crossBorderPlanId(),
                            PlanKind.CROSS_BORDER,
                            bundle.bandwidthType(),
                            crossBorder,
                            Billing.BY_BANDWIDTH));
        }
        return appends;
    }

    private Append create(String code, Term term) {
        var specification =
                market.specification(code)
                        .orElseThrow(() -> new RejectedException(new SpecificationUnknown(code)));
        var created =
                AcceleratorDecider.decide(
                        null,
                        new AcceleratorCommand.Create(
                                ids.acceleratorId(),
                                order.account(),
                                Sizes.limits(specification),
                                SubscriptionRules.endOrNone(market.at(), term)));
        return new Append(ids.acceleratorId().text(), 0, created.eventsOrThrow());
    }

    private static Append plan(
            BandwidthPlanId id, PlanKind kind, String type, int mbps, Billing billing) {
        var created = new BandwidthPlanCreated(id, type, mbps, kind, billing);
        var decision = BandwidthPlanDecider.decide(null, new BandwidthPlanCommand.Create(created));
        return new Append(id.text(), 0, decision.eventsOrThrow());
    }

    private List<Append> renew(Renewal renewal) {
        var image = image(renewal.acceleratorId());
        return List.of(append(image, SubscriptionRules.renew(image, renewal.term(), market.at())));
    }

    /** Decided again: the accelerator may have changed since the order was placed. */
    private List<Append> modify(Modification wanted) {
        var image = image(wanted.acceleratorId());
        var decision = ModificationRules.decide(order.account(), wanted, market);
        var appends = new ArrayList<Append>();
        appends.add(append(image, decision));
        resize(market.crossBorder(), wanted.crossBorderMbps()).ifPresent(appends::add);
        resize(market.basic(), wanted.bandwidthMbps()).ifPresent(appends::add);
        return appends;
    }

    private Optional<Append> resize(Optional<BandwidthPlan> plan, @Nullable Integer mbps) {
        return mbps == null ? Optional.empty() : plan.map(held -> resize(held, mbps));
    }

    private Append resize(BandwidthPlan plan, int mbps) {
        var id = plan.created().planId();
        var decision = BandwidthPlanDecider.decide(plan, new Resize(order.account(), id, mbps));
        return new Append(id.text(), plan.revision(), decision.eventsOrThrow());
    }

    private AcceleratorImage image(AcceleratorId id) {
        return market.accelerator()
                .filter(image -> image.account().equals(order.account()))
                .orElseThrow(() -> new RejectedException(new AcceleratorNotFound(id.text())));
    }

    private static Append append(AcceleratorImage image, Decision decision) {
        return new Append(image.id().text(), image.revision(), decision.eventsOrThrow());
    }
}
