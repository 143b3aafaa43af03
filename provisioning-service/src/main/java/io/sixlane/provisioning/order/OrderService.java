package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorDecider;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanDecider;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.CatalogNotArrived;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.order.OrderCommand.Place;
import io.sixlane.provisioning.request.ConflictRetry;
import io.sixlane.provisioning.request.Identifiers;

import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Places and fulfils orders. */
@Service
class OrderService {
    private final EventStore eventStore;
    private final CatalogCopy catalog;
    private final Clock clock;
    private final Identifiers identifiers = new Identifiers();

    OrderService(EventStore eventStore, CatalogCopy catalog, Clock clock) {
        this.eventStore = eventStore;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * @param key the client's, so that a repeated request finds the order it made
     */
    Mono<Order> place(OrderRequest request, Optional<String> key, Actor actor) {
        var id =
                key.map(k -> IdempotentOrderId.of(actor.account(), k))
                        .orElseGet(() -> new OrderId(identifiers.next(OrderId.PREFIX)));
        return load(id).flatMap(
                        order -> {
                            var again =
                                    new Place(
                                            id,
                                            request.bundle(),
                                            request.term(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Map.of());
                            OrderDecider.decide(order, again).eventsOrThrow();
                            return Mono.just(order);
                        })
                .switchIfEmpty(Mono.defer(() -> placeNew(id, request, actor)))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<Order> placeNew(OrderId id, OrderRequest request, Actor actor) {
        var bundle = request.bundle();
        return catalogArrived()
                .then(
                        Mono.zip(
                                known(catalog.specification(bundle.specification())),
                                known(catalog.bandwidthType(bundle.bandwidthType())),
                                catalog.regions().collectMap(RegionEntry::code)))
                .map(
                        known ->
                                new Place(
                                        id,
                                        bundle,
                                        request.term(),
                                        known.getT1(),
                                        known.getT2(),
                                        known.getT3()))
                .map(place -> OrderDecider.decide(null, place))
                .map(decision -> new Append(id.text(), 0, decision.eventsOrThrow()))
                .flatMap(append -> append(actor, List.of(append)))
                .then(load(id));
    }

    Mono<Order> find(OrderId id, String account) {
        return load(id).filter(order -> order.account().equals(account))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new OrderNotFound(id.text()))));
    }

    /** The accelerator and the plan appear in the same change. */
    Mono<Order> pay(OrderId id, Actor actor) {
        return find(id, actor.account())
                .flatMap(
                        order -> order.paid().isPresent() ? Mono.just(order) : fulfil(order, actor))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<Order> fulfil(Order order, Actor actor) {
        var bundle = order.placed().bundle();
        return catalogArrived()
                .then(catalog.specification(bundle.specification()))
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new RejectedException(
                                                new SpecificationUnknown(bundle.specification()))))
                .flatMap(specification -> append(actor, fulfilment(order, specification, actor)))
                .then(load(order.placed().orderId()));
    }

    private List<Append> fulfilment(Order order, SpecificationEntry specification, Actor actor) {
        var orderId = order.placed().orderId();
        var acceleratorId = new AcceleratorId(identifiers.next(AcceleratorId.PREFIX));
        var planId = new BandwidthPlanId(identifiers.next(BandwidthPlanId.PREFIX));
        var paid =
                OrderDecider.decide(
                        order, new Pay(orderId, actor.account(), acceleratorId, planId));
        var created =
                AcceleratorDecider.decide(
                        null,
                        new AcceleratorCommand.Create(
                                acceleratorId, actor.account(), limits(specification)));
        var plan = plan(planId, order.placed().bundle());
        return List.of(
                new Append(orderId.text(), order.revision(), paid.eventsOrThrow()),
                new Append(acceleratorId.text(), 0, created.eventsOrThrow()),
                new Append(planId.text(), 0, plan.eventsOrThrow()));
    }

    private static SpecificationLimits limits(SpecificationEntry specification) {
        return new SpecificationLimits(
                specification.code(),
                specification.regions(),
                specification.peakMbps(),
                specification.maxConnections());
    }

    private static Decision plan(BandwidthPlanId id, Bundle bundle) {
        return BandwidthPlanDecider.decide(
                null,
                new BandwidthPlanCommand.Create(
                        new BandwidthPlanCreated(
                                id,
                                bundle.bandwidthType(),
                                bundle.peakBandwidthMbps(),
                                bundle.crossBorderMbps())));
    }

    private Mono<Order> load(OrderId id) {
        return eventStore
                .load(id.text())
                .reduce(
                        Optional.<Order>empty(),
                        (held, recorded) ->
                                Optional.ofNullable(Order.evolve(held.orElse(null), recorded)))
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<Void> append(Actor actor, List<Append> appends) {
        return eventStore.append(new Change(actor, clock.instant(), appends)).then();
    }

    private Mono<Void> catalogArrived() {
        return catalog.regions()
                .hasElements()
                .filter(arrived -> arrived)
                .switchIfEmpty(Mono.error(() -> new RejectedException(new CatalogNotArrived())))
                .then();
    }

    private static <T> Mono<Optional<T>> known(Mono<T> entry) {
        return entry.map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
