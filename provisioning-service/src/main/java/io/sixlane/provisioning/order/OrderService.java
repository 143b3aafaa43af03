package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PaymentNotAwaited;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.order.OrderCommand.AwaitPayment;
import io.sixlane.provisioning.order.OrderCommand.Cancel;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import io.sixlane.provisioning.payment.PaymentProperties;
import io.sixlane.provisioning.payment.Payments;
import io.sixlane.provisioning.quota.AcceleratorQuota;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.util.List;
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
    private final PaymentProperties payment;
    private final Clock clock;

    OrderService(
            EventStore eventStore,
            PlacedOrders orders,
            Markets markets,
            Payments payments,
            AcceleratorQuota quota,
            AcceleratorViews accelerators,
            PaymentProperties payment,
            Clock clock) {
        this.payment = payment;
        this.eventStore = eventStore;
        this.orders = orders;
        this.markets = markets;
        this.payments = payments;
        this.quota = quota;
        this.accelerators = accelerators;
        this.clock = clock;
    }

    /**
     * @param options a repeated request with its key finds the order that it placed; the revision
     *     is that of the accelerator that is renewed or modified, and 0 for other purchases
     */
    Mono<Order> place(Purchase purchase, ChangeOptions options) {
        var id = orders.idFor(options.account(), options.idempotencyKey());
        return orders.load(id)
                .doOnNext(order -> OrderDecider.placeAgain(order, purchase).eventsOrThrow())
                .switchIfEmpty(
                        Mono.defer(
                                () ->
                                        checkedAgainst(purchase, options)
                                                .then(placeNew(id, purchase, options))))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<Void> checkedAgainst(Purchase purchase, ChangeOptions options) {
        return switch (purchase) {
            case Renewal(var about, _) -> checkedAgainst(about, options);
            case Modification(var about, _, _, _) -> checkedAgainst(about, options);
            case Subscription _, Instance _, Plan _ ->
                    Mono.fromRunnable(() -> options.precondition().check(0));
        };
    }

    /** An accelerator that is not found is rejected later. */
    private Mono<Void> checkedAgainst(AcceleratorId about, ChangeOptions options) {
        return accelerators
                .find(about)
                .filter(image -> image.account().equals(options.account()))
                .doOnNext(image -> options.precondition().check(image.revision()))
                .then();
    }

    private Mono<Order> placeNew(OrderId id, Purchase purchase, ChangeOptions options) {
        return withinQuota(purchase, options.account())
                .then(Mono.defer(() -> markets.of(purchase)))
                .flatMap(
                        market -> {
                            var draft = OrderDraft.place(id, purchase, market, options);
                            return payment.bills()
                                    ? eventStore.append(draft.change()).thenReturn(draft.order())
                                    : append(draft.pay(orders.payment(draft.order()), List.of()));
                        });
    }

    private Mono<Void> withinQuota(Purchase purchase, String account) {
        return purchase.makesAccelerator() ? quota.check(account) : Mono.empty();
    }

    /** Pays and fulfils an order in one change, or sends an invoice. */
    Mono<Order> pay(OrderId id, ChangeOptions options) {
        return orders.find(id, options.account())
                .doOnNext(order -> options.precondition().check(order.revision()))
                .flatMap(
                        order ->
                                order.status() == Status.PAYMENT_PENDING || !order.isOpen()
                                        ? Mono.just(checked(order))
                                        : settle(order, options))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private static Order checked(Order order) {
        OrderDecider.decide(order, new AwaitPayment(order.id(), order.account(), ""))
                .eventsOrThrow();
        return order;
    }

    private Mono<Order> settle(Order order, ChangeOptions options) {
        return withinQuota(order.purchase(), order.account())
                .then(Mono.defer(() -> stillPriced(order)))
                .flatMap(
                        market ->
                                payments.settle(order.account(), order.id(), order.total())
                                        .map(
                                                settlement ->
                                                        OrderDraft.of(order, market, options)
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
     * @param options of the operator, recorded as acting for the account of the order
     */
    Mono<Order> confirmPayment(OrderId id, ChangeOptions options) {
        return orders.find(id)
                .doOnNext(order -> options.precondition().check(order.revision()))
                .flatMap(
                        order ->
                                switch (order.status()) {
                                    case PAYMENT_PENDING ->
                                            confirmed(order, options.onBehalfOf(order.account()));
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

    private Mono<Order> confirmed(Order order, ChangeOptions options) {
        return stillPriced(order)
                .map(
                        market ->
                                OrderDraft.of(order, market, options)
                                        .pay(orders.payment(order), List.of()))
                .flatMap(this::append);
    }

    private Mono<Order> append(OrderDraft draft) {
        var order = draft.order();
        var append = eventStore.append(draft.change()).then();
        return (order.status() == Status.PAID && order.purchase().makesAccelerator()
                        ? quota.within(order.account(), append)
                        : append)
                .thenReturn(order);
    }

    Mono<Void> cancel(OrderId id, ChangeOptions options) {
        return orders.find(id, options.account())
                .doOnNext(order -> options.precondition().check(order.revision()))
                .flatMap(
                        order -> {
                            var decision =
                                    OrderDecider.decide(order, new Cancel(id, options.account()));
                            var append =
                                    new Append(
                                            id.text(), order.revision(), decision.eventsOrThrow());
                            return eventStore.append(
                                    options.change(clock.instant(), List.of(append)));
                        })
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }
}
