package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Allocate;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Prepares what happens to pools, to be appended together with what happens to an accelerator. */
@Service
public class AddressPools {
    private final EventStore eventStore;
    private final Clock clock;

    AddressPools(EventStore eventStore, Clock clock) {
        this.eventStore = eventStore;
        this.clock = clock;
    }

    /** An address set aside for an accelerator, or why there is none. Nothing is appended. */
    public Mono<AddressOffer> offer(String region, AcceleratorId acceleratorId) {
        return load(region)
                .map(
                        loaded ->
                                new AddressOffer(
                                        streamId(region),
                                        loaded.revision(),
                                        AddressPoolDecider.decide(
                                                loaded.pool(),
                                                new Allocate(region, acceleratorId))));
    }

    /** The append that gives an address back. Nothing is appended. */
    public Mono<Append> release(String region, String address) {
        return load(region)
                .map(
                        loaded ->
                                append(
                                        region,
                                        loaded,
                                        AddressPoolDecider.decide(
                                                loaded.pool(), new Release(region, address))));
    }

    /** Registers the prefix of a region unless it is registered already. */
    Mono<Void> register(String region, IpPrefix prefix, Actor actor) {
        return load(region)
                .map(
                        loaded ->
                                append(
                                        region,
                                        loaded,
                                        AddressPoolDecider.decide(
                                                loaded.pool(), new Register(region, prefix))))
                .filter(append -> !append.events().isEmpty())
                .flatMap(
                        append ->
                                eventStore.append(
                                        new Change(actor, clock.instant(), List.of(append))))
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }

    private static Append append(String region, Loaded loaded, Decision decision) {
        return new Append(streamId(region), loaded.revision(), decision.eventsOrThrow());
    }

    private static String streamId(String region) {
        return "pool-" + region;
    }

    private Mono<Loaded> load(String region) {
        return eventStore
                .load(streamId(region))
                .reduce(
                        Loaded.NOTHING,
                        (loaded, recorded) ->
                                recorded.event() instanceof AddressPoolEvent event
                                        ? new Loaded(
                                                loaded.pool().evolve(event), recorded.revision())
                                        : loaded);
    }

    private record Loaded(AddressPool pool, long revision) {
        static final Loaded NOTHING = new Loaded(AddressPool.NOTHING, 0);
    }
}
