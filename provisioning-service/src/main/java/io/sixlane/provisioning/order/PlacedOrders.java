package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.eventstore.AccountStreams;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.request.Identifiers;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Orders as the log has them, and ids for new ones. */
@Component
class PlacedOrders {
    private final EventStore eventStore;
    private final AccountStreams streams;
    private final Identifiers identifiers = new Identifiers();

    PlacedOrders(EventStore eventStore, AccountStreams streams) {
        this.eventStore = eventStore;
        this.streams = streams;
    }

    /**
     * @param key the client's, so that a repeated request finds the order it made
     */
    OrderId idFor(String account, Optional<String> key) {
        return key.map(k -> IdempotentOrderId.of(account, k))
                .orElseGet(() -> new OrderId(identifiers.next(OrderId.PREFIX)));
    }

    /** The payment, with new ids for the bought resources. */
    Pay payment(Order order) {
        return new Pay(
                order.id(),
                order.account(),
                new AcceleratorId(identifiers.next(AcceleratorId.PREFIX)),
                new BandwidthPlanId(identifiers.next(BandwidthPlanId.PREFIX)),
                new BandwidthPlanId(identifiers.next(BandwidthPlanId.PREFIX)));
    }

    /** Empty when there is none. */
    Mono<Order> load(OrderId id) {
        return eventStore
                .load(id.text())
                .reduce(
                        Optional.<Order>empty(),
                        (held, recorded) ->
                                Optional.ofNullable(Order.evolve(held.orElse(null), recorded)))
                .flatMap(Mono::justOrEmpty);
    }

    /** An error signal unless the account has it. */
    Mono<Order> find(OrderId id, String account) {
        return load(id).filter(order -> order.account().equals(account))
                .switchIfEmpty(notFound(id));
    }

    /** Whose order it is, for an operator who knows only the order. */
    Mono<Order> find(OrderId id) {
        return load(id).switchIfEmpty(notFound(id));
    }

    /** An account's orders by id, after {@code after}. */
    Flux<Order> page(String account, String after, int limit) {
        return streams.page(account, OrderId.PREFIX, after, limit)
                .concatMap(id -> load(new OrderId(id)));
    }

    private static Mono<Order> notFound(OrderId id) {
        return Mono.error(() -> new RejectedException(new OrderNotFound(id.text())));
    }
}
