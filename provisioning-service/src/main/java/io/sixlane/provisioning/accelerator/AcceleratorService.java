package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.accelerator.AcceleratorChanges.Attempt;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.accelerator.AreaRequest.RegionRequest;
import io.sixlane.provisioning.addresspool.AddressOffer;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Bind;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanDecider;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlans;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.CatalogNotArrived;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.request.IfMatch;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers what each decision depends on, has it decided, and has it written. */
@Service
class AcceleratorService {
    private final AcceleratorChanges changes;
    private final BandwidthPlans plans;
    private final AddressPools pools;
    private final CatalogCopy catalog;
    private final EndpointPolicy policy;

    AcceleratorService(
            AcceleratorChanges changes,
            BandwidthPlans plans,
            AddressPools pools,
            CatalogCopy catalog,
            EndpointPolicyProperties properties) {
        this.changes = changes;
        this.plans = plans;
        this.pools = pools;
        this.catalog = catalog;
        this.policy = properties.policy();
    }

    Mono<AcceleratorImage> bind(
            AcceleratorId id, BandwidthPlanId planId, Actor actor, IfMatch ifMatch) {
        return changes.change(
                id,
                actor,
                ifMatch,
                image ->
                        plans.find(planId)
                                .switchIfEmpty(
                                        Mono.error(
                                                () ->
                                                        new RejectedException(
                                                                new BandwidthPlanNotFound(
                                                                        planId.text()))))
                                .map(plan -> bind(image, plan, actor)));
    }

    private static Attempt bind(AcceleratorImage image, BandwidthPlan plan, Actor actor) {
        var planId = plan.created().planId();
        var onPlan =
                BandwidthPlanDecider.decide(plan, new Bind(actor.account(), planId, image.id()));
        return switch (onPlan) {
            case Rejected _ -> new Attempt(onPlan, List.of());
            case Accepted(var events) ->
                    new Attempt(
                            AcceleratorDecider.decide(
                                    image,
                                    new BindPlan(image.id(), actor.account(), plan.asBound())),
                            List.of(new Append(planId.text(), plan.revision(), events)));
        };
    }

    Mono<AcceleratorImage> addRegions(
            AcceleratorId id, AreaRequest area, Actor actor, IfMatch ifMatch) {
        return changes.change(
                id,
                actor,
                ifMatch,
                image ->
                        catalogArrived()
                                .thenMany(Flux.fromIterable(area.regions()))
                                .concatMap(region -> offer(image.id(), region))
                                .collectList()
                                .map(offered -> addRegions(image, area, offered, actor)));
    }

    private static Attempt addRegions(
            AcceleratorImage image, AreaRequest area, List<Offered> offered, Actor actor) {
        var decision =
                AcceleratorDecider.decide(
                        image,
                        new AddRegions(
                                image.id(),
                                actor.account(),
                                area.area(),
                                offered.stream().map(Offered::region).toList()));
        return new Attempt(
                decision,
                decision instanceof Accepted
                        ? offered.stream().map(o -> o.offer().append()).toList()
                        : List.of());
    }

    private Mono<Offered> offer(AcceleratorId id, RegionRequest wanted) {
        return Mono.zip(
                known(catalog.region(wanted.region())),
                pools.offer(wanted.region(), id),
                (entry, offer) ->
                        new Offered(
                                new WantedRegion(
                                        wanted.region(),
                                        entry,
                                        wanted.bandwidthMbps(),
                                        wanted.ipVersion(),
                                        offer.decision()),
                                offer));
    }

    private record Offered(WantedRegion region, AddressOffer offer) {}

    Mono<AcceleratorImage> addListener(
            AcceleratorId id, Listener listener, Actor actor, IfMatch ifMatch) {
        return changes.decide(id, actor, ifMatch, new AddListener(id, actor.account(), listener));
    }

    Mono<AcceleratorImage> removeListener(
            AcceleratorId id, ListenerId listenerId, Actor actor, IfMatch ifMatch) {
        return changes.decide(
                id, actor, ifMatch, new RemoveListener(id, actor.account(), listenerId));
    }

    Mono<AcceleratorImage> addEndpointGroup(
            AcceleratorId id,
            ListenerId listenerId,
            EndpointGroup group,
            Actor actor,
            IfMatch ifMatch) {
        return changes.change(
                id,
                actor,
                ifMatch,
                image ->
                        catalogArrived()
                                .then(
                                        Mono.zip(
                                                known(catalog.region(group.region())),
                                                rules(image),
                                                (region, rules) ->
                                                        new AddEndpointGroup(
                                                                id,
                                                                actor.account(),
                                                                listenerId,
                                                                group,
                                                                region,
                                                                rules)))
                                .map(command -> Attempt.alone(image, command)));
    }

    Mono<AcceleratorImage> replaceEndpoints(
            AcceleratorId id,
            ListenerId listenerId,
            EndpointGroupId groupId,
            List<Endpoint> endpoints,
            Actor actor,
            IfMatch ifMatch) {
        return changes.change(
                id,
                actor,
                ifMatch,
                image ->
                        catalogArrived()
                                .then(rules(image))
                                .map(
                                        rules ->
                                                new ReplaceEndpoints(
                                                        id,
                                                        actor.account(),
                                                        listenerId,
                                                        groupId,
                                                        endpoints,
                                                        rules))
                                .map(command -> Attempt.alone(image, command)));
    }

    /** Its addresses go back to their pools in the same change. */
    Mono<Void> delete(AcceleratorId id, Actor actor, IfMatch ifMatch) {
        return changes.change(
                        id,
                        actor,
                        ifMatch,
                        image ->
                                Flux.fromIterable(image.regions())
                                        .concatMap(
                                                region ->
                                                        pools.release(
                                                                region.region(),
                                                                region.acceleratedIp()))
                                        .collectList()
                                        .map(
                                                releases ->
                                                        new Attempt(
                                                                AcceleratorDecider.decide(
                                                                        image,
                                                                        new Delete(
                                                                                id,
                                                                                actor.account())),
                                                                releases)))
                .then();
    }

    private Mono<EndpointRules> rules(AcceleratorImage image) {
        return Mono.justOrEmpty(image.plan())
                .flatMap(plan -> catalog.bandwidthType(plan.bandwidthType()))
                .map(type -> new EndpointRules(policy, Optional.of(type)))
                .defaultIfEmpty(new EndpointRules(policy, Optional.empty()));
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
