package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.http.request.Precondition;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PaymentNotAwaited;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.order.OrderCommand.AwaitPayment;
import io.sixlane.provisioning.order.OrderCommand.Cancel;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import io.sixlane.provisioning.payment.Payments;
import io.sixlane.provisioning.quota.AcceleratorQuota;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Places, settles and fulfils orders. */
@Service
class OrderService {
    private final EventStore eventStore;
    private final PlacedOrders orders;
    private final Markets markets;
    private final Payments payments;
    private final AcceleratorQuota quota;
    private final AcceleratorViews accelerators;
    private final Clock clock;

    OrderService(
            EventStore eventStore,
            PlacedOrders orders,
            Markets markets,
            Payments payments,
            AcceleratorQuota quota,
            AcceleratorViews accelerators,
            Clock clock) {
        this.eventStore = eventStore;
        this.orders = orders;
        this.markets = markets;
        this.payments = payments;
        this.quota = quota;
        this.accelerators = accelerators;
        this.clock = clock;
    }

    /**
     * @param key of the client: a repeated request finds the order that it placed
     * @param ifMatch of the accelerator that is renewed or modified; 0 for other purchases
     */
    Mono<Order> place(Purchase purchase, Optional<String> key, Actor actor, Precondition ifMatch) {
        var id = orders.idFor(actor.account(), key);
        return orders.load(id)
                .doOnNext(order -> OrderDecider.placeAgain(order, purchase).eventsOrThrow())
                .switchIfEmpty(
                        Mono.defer(
                                () ->
                                        checkedAgainst(purchase, actor, ifMatch)
                                                .then(placeNew(id, purchase, actor))))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<Void> checkedAgainst(Purchase purchase, Actor actor, Precondition ifMatch) {
        return switch (purchase) {
            case Renewal(var about, _) -> checkedAgainst(about, actor, ifMatch);
            case Modification(var about, _, _, _) -> checkedAgainst(about, actor, ifMatch);
            case Subscription _, Plan _ -> Mono.fromRunnable(() -> ifMatch.check(0));
        };
    }

    /** An accelerator that is not found is rejected later. */
    private Mono<Void> checkedAgainst(AcceleratorId about, Actor actor, Precondition ifMatch) {
        return accelerators
                .find(about)
                .filter(image -> image.account().equals(actor.account()))
                .doOnNext(image -> ifMatch.check(image.revision()))
                .then();
    }

    private Mono<Order> placeNew(OrderId id, Purchase purchase, Actor actor) {
        return withinQuota(purchase, actor.account())
                .then(Mono.defer(() -> markets.of(purchase)))
                .flatMap(
                        market ->
                                eventStore.append(
                                        OrderDraft.place(id, purchase, market, actor).change()))
                .then(orders.load(id));
    }

    private Mono<Void> withinQuota(Purchase purchase, String account) {
        return purchase instanceof Subscription ? quota.check(account) : Mono.empty();
    }

    /** Pays and fulfils an order in one change, or sends an invoice. */
    Mono<Order> pay(OrderId id, Actor actor, Precondition ifMatch) {
        return orders.find(id, actor.account())
                .doOnNext(order -> ifMatch.check(order.revision()))
                .flatMap(
                        order ->
                                order.status() == Status.PAYMENT_PENDING || !order.isOpen()
                                        ? Mono.just(checked(order))
                                        : settle(order, actor))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private static Order checked(Order order) {
        OrderDecider.decide(order, new AwaitPayment(order.id(), order.account(), ""))
                .eventsOrThrow();
        return order;
    }

    private Mono<Order> settle(Order order, Actor actor) {
        return withinQuota(order.purchase(), order.account())
                .then(Mono.defer(() -> stillPriced(order)))
                .flatMap(
                        market ->
                                payments.settle(order.account(), order.id(), order.total())
                                        .map(
                                                settlement ->
                                                        OrderDraft.of(order, market, actor)
                                                                .settle(
                                                                        settlement,
                                                                        orders.payment(order)))
                                        .flatMap(this::append));
    }

    /** The present market, if the order has the same price in it as when it was placed. */
    private Mono<Market> stillPriced(Order order) {
        return markets.of(order.purchase())
                .doOnNext(market -> OrderPrice.judgeAgain(order, market).eventsOrThrow());
    }

    /**
     * Confirms a payment that an operator has received.
     *
     * @param operator recorded as acting for the account of the order
     */
    Mono<Order> confirmPayment(OrderId id, Actor operator, Precondition ifMatch) {
        return orders.find(id)
                .doOnNext(order -> ifMatch.check(order.revision()))
                .flatMap(
                        order ->
                                switch (order.status()) {
                                    case PAYMENT_PENDING ->
                                            confirmed(order, onBehalf(operator, order));
                                    case PAID -> Mono.just(order);
                                    case PLACED, CANCELLED ->
                                            Mono.<Order>error(
                                                    () ->
                                                            new RejectedException(
                                                                    new PaymentNotAwaited(
                                                                            id.text())));
                                })
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private static Actor onBehalf(Actor operator, Order order) {
        return new Actor(
                order.account(),
                operator.user(),
                operator.clientAddress(),
                operator.requestId(),
                operator.reason(),
                operator.traceparent());
    }

    private Mono<Order> confirmed(Order order, Actor actor) {
        return stillPriced(order)
                .map(
                        market ->
                                OrderDraft.of(order, market, actor)
                                        .pay(orders.payment(order), List.of()))
                .flatMap(this::append);
    }

    private Mono<Order> append(OrderDraft draft) {
        var order = draft.order();
        var append = eventStore.append(draft.change()).then();
        return (order.status() == Status.PAID && order.purchase() instanceof Subscription
                        ? quota.within(order.account(), append)
                        : append)
                .then(orders.load(order.id()));
    }

    Mono<Void> cancel(OrderId id, Actor actor, Precondition ifMatch) {
        return orders.find(id, actor.account())
                .doOnNext(order -> ifMatch.check(order.revision()))
                .flatMap(
                        order -> {
                            var decision =
                                    OrderDecider.decide(order, new Cancel(id, actor.account()));
                            var append =
                                    new Append(
                                            id.text(), order.revision(), decision.eventsOrThrow());
                            return eventStore.append(
                                    new Change(actor, clock.instant(), List.of(append)));
                        })
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }
}
