package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The pools of all regions. */
@Service
public class AddressPools {
    private final EventStore eventStore;
    private final AddressPoolProperties properties;
    private final Clock clock;
    private final Map<String, PoolReading> read = new ConcurrentHashMap<>();

    AddressPools(EventStore eventStore, AddressPoolProperties properties, Clock clock) {
        this.eventStore = eventStore;
        this.properties = properties;
        this.clock = clock;
    }

    public static String streamId(String region) {
        return "pool-" + region;
    }

    /** The prefixes of all regions. */
    public List<IpPrefix> prefixes() {
        return properties.prefixes().stream()
                .map(AddressPoolProperties.RegionPrefix::prefix)
                .toList();
    }

    /** Time for which a released address is not allocated to another accelerator. */
    public Duration quarantine() {
        return properties.addressQuarantine();
    }

    /**
     * {@link AddressPool#NOTHING} for a region without a pool. Reads only the events since this
     * service last read the pool.
     */
    public Mono<AddressPool> load(String region) {
        return Mono.defer(
                        () -> {
                            var before = read.getOrDefault(region, PoolReading.NOTHING);
                            return after(region, before)
                                    .switchIfEmpty(
                                            Mono.defer(() -> after(region, PoolReading.NOTHING)));
                        })
                .doOnNext(now -> keep(region, now))
                .map(PoolReading::pool);
    }

    /** Caches existing pools only, since callers name any region. */
    private void keep(String region, PoolReading now) {
        if (now.pool().revision() > 0) {
            read.put(region, now);
        }
    }

    /** Empty when the log no longer has what {@code before} read. */
    private Mono<PoolReading> after(String region, PoolReading before) {
        return eventStore
                .history(streamId(region), before.from(), Integer.MAX_VALUE)
                .collect(before::goOn, PoolReading.Continued::then)
                .mapNotNull(PoolReading.Continued::end);
    }

    /** Registers the prefix of a region unless it is registered already. */
    Mono<Void> register(String region, IpPrefix prefix, Actor actor) {
        return load(region)
                .map(
                        pool ->
                                new Append(
                                        streamId(region),
                                        pool.revision(),
                                        AddressPoolDecider.decide(
                                                        pool, new Register(region, prefix))
                                                .eventsOrThrow()))
                .filter(append -> !append.events().isEmpty())
                .flatMap(
                        append ->
                                eventStore.append(
                                        new Change(actor, clock.instant(), List.of(append))))
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }
}
