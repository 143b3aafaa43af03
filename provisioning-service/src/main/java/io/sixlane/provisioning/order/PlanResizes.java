package io.sixlane.provisioning.order;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlans;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanNotBound;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.VersionConflictException;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.payment.Payments;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Resizes one bound plan: a modification that is placed, paid and fulfilled in one change at the
 * plan's revision, or not at all.
 */
@Service
class PlanResizes {
    private final EventStore eventStore;
    private final PlacedOrders orders;
    private final OrderService service;
    private final BandwidthPlans plans;
    private final Markets markets;
    private final Payments payments;

    PlanResizes(
            EventStore eventStore,
            PlacedOrders orders,
            OrderService service,
            BandwidthPlans plans,
            Markets markets,
            Payments payments) {
        this.eventStore = eventStore;
        this.orders = orders;
        this.service = service;
        this.plans = plans;
        this.markets = markets;
        this.payments = payments;
    }

    /**
     * @param planRevision of the plan right after it
     */
    record Resized(Order order, long planRevision) {}

    /**
     * @param mbps Mbit/s
     * @param options a repeated request with its key finds the order that it placed, whatever the
     *     revision of the plan is then
     */
    Mono<Resized> resize(BandwidthPlanId id, int mbps, ChangeOptions options) {
        var orderId = orders.idFor(options.account(), options.idempotencyKey());
        return plans.find(id, options.account())
                .flatMap(
                        plan ->
                                orders.load(orderId)
                                        .flatMap(order -> again(order, plan, mbps, options))
                                        .switchIfEmpty(
                                                Mono.defer(
                                                        () -> order(orderId, plan, mbps, options))))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<Resized> again(Order order, BandwidthPlan plan, int mbps, ChangeOptions options) {
        if (!isFor(order, plan, mbps)) {
            return Mono.error(() -> new RejectedException(new IdempotencyKeyReused()));
        }
        return service.pay(order.id(), options.withoutPrecondition())
                .flatMap(
                        paid ->
                                revisionAfter(paid, plan)
                                        .map(revision -> new Resized(paid, revision)));
    }

    /** The plan may have been unbound since. */
    private static boolean isFor(Order order, BandwidthPlan plan, int mbps) {
        return order.purchase() instanceof Modification(var about, var code, var basic, var abroad)
                && code == null
                && plan.boundTo().map(about::equals).orElse(true)
                && Objects.equals(basic, plan.kind() == PlanKind.BASIC ? mbps : null)
                && Objects.equals(abroad, plan.kind() == PlanKind.BASIC ? null : mbps);
    }

    /** The order changed the plan at the time of the order's last event. */
    private Mono<Long> revisionAfter(Order order, BandwidthPlan plan) {
        return eventStore
                .load(order.id().text())
                .last()
                .flatMap(
                        done ->
                                eventStore
                                        .load(plan.created().planId().text())
                                        .takeWhile(
                                                event ->
                                                        !event.occurredAt()
                                                                .isAfter(done.occurredAt()))
                                        .reduce(0L, (_, event) -> event.revision()));
    }

    private Mono<Resized> order(OrderId id, BandwidthPlan plan, int mbps, ChangeOptions options) {
        options.precondition().check(plan.revision());
        var wanted = modification(plan, mbps);
        return markets.of(wanted)
                .flatMap(
                        market -> {
                            checkIn(market, plan);
                            var draft = OrderDraft.place(id, wanted, market, options);
                            var order = draft.order();
                            return payments.settle(order.account(), id, order.total())
                                    .map(paid -> draft.settle(paid, orders.payment(order)))
                                    .flatMap(settled -> eventStore.append(settled.change()))
                                    .map(recorded -> resized(id, plan, recorded));
                        });
    }

    private static Modification modification(BandwidthPlan plan, int mbps) {
        var acceleratorId =
                plan.boundTo()
                        .orElseThrow(
                                () ->
                                        new RejectedException(
                                                new BandwidthPlanNotBound(
                                                        plan.created().planId().text())));
        return plan.kind() == PlanKind.BASIC
                ? new Modification(acceleratorId, null, mbps, null)
                : new Modification(acceleratorId, null, null, mbps);
    }

    /** The plan changed while the market was read unless the market holds it unchanged. */
    private static void checkIn(Market market, BandwidthPlan plan) {
        if (!market.boundPlans().contains(plan)) {
            throw new VersionConflictException(
                    plan.created().planId().text(), plan.revision(), plan.revision() + 1);
        }
    }

    /** The order and the plan after the change. */
    private static Resized resized(OrderId id, BandwidthPlan plan, List<RecordedEvent> recorded) {
        Order order = null;
        var planRevision = plan.revision();
        for (var event : recorded) {
            if (event.streamId().equals(id.text())) {
                order = Order.evolve(order, event);
            } else if (event.streamId().equals(plan.created().planId().text())) {
                planRevision = event.revision();
            }
        }
        return new Resized(Objects.requireNonNull(order), planRevision);
    }
}
