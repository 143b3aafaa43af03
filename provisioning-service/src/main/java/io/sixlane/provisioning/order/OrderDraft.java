package io.sixlane.provisioning.order;

import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.order.OrderCommand.AwaitPayment;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.order.OrderCommand.Place;
import io.sixlane.provisioning.payment.Payments.Settlement;
import io.sixlane.provisioning.payment.Payments.Settlement.Awaited;
import io.sixlane.provisioning.payment.Payments.Settlement.Settled;
import io.sixlane.provisioning.request.ChangeOptions;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of one order: any of placing, paying or invoicing it, and fulfilling it. Pure; a
 * refusal is a RejectedException.
 */
final class OrderDraft {
    private final OrderId id;
    private final Market market;
    private final ChangeOptions options;
    private final long revisionBefore;
    private final List<StreamEvent> events = new ArrayList<>();
    private final List<Append> bought = new ArrayList<>();
    private @Nullable Order order;

    private OrderDraft(OrderId id, @Nullable Order order, Market market, ChangeOptions options) {
        this.id = id;
        this.order = order;
        this.revisionBefore = order == null ? 0 : order.revision();
        this.market = market;
        this.options = options;
    }

    /** The draft of an order in the log. */
    static OrderDraft of(Order order, Market market, ChangeOptions options) {
        return new OrderDraft(order.id(), order, market, options);
    }

    /** The draft of an order that is not placed yet. */
    static OrderDraft place(OrderId id, Purchase purchase, Market market, ChangeOptions options) {
        LimitRules.refusal(purchase, market)
                .ifPresent(
                        refusal -> {
                            throw new RejectedException(refusal);
                        });
        var draft = new OrderDraft(id, null, market, options);
        draft.apply(new Place(id, options.account(), purchase, market));
        return draft;
    }

    /** The order with the events of this draft. */
    Order order() {
        return Objects.requireNonNull(order);
    }

    /**
     * @param ids of what the order buys
     */
    OrderDraft settle(Settlement settlement, Pay ids) {
        return switch (settlement) {
            case Settled(var payment) -> pay(ids, payment);
            case Awaited(var invoice) -> {
                apply(new AwaitPayment(id, order().account(), invoice));
                yield this;
            }
        };
    }

    /**
     * @param ids of what the order buys
     * @param payment the appends that take the money; none for a payment outside the log
     */
    OrderDraft pay(Pay ids, List<Append> payment) {
        apply(ids);
        bought.addAll(new Fulfilment(order(), ids, market).appends());
        bought.addAll(payment);
        return this;
    }

    /** The change, at the moment of the market. */
    Change change() {
        var appends = new ArrayList<Append>();
        appends.add(new Append(id.text(), revisionBefore, events));
        appends.addAll(bought);
        return options.change(market.at(), appends);
    }

    private void apply(OrderCommand command) {
        for (var event : OrderDecider.decide(order, command).eventsOrThrow()) {
            events.add(event);
            order =
                    Order.evolve(
                            order,
                            new RecordedEvent(
                                    id.text(),
                                    revisionBefore + events.size(),
                                    "",
                                    market.at().truncatedTo(ChronoUnit.MICROS),
                                    options.actor(),
                                    event,
                                    RecordedEvent.NO_HASH,
                                    RecordedEvent.NO_HASH));
        }
    }
}
