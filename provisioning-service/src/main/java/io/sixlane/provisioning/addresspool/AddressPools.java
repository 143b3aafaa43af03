package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Replace;
import io.sixlane.provisioning.eventstore.AccountStreams;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The pools of all regions. */
@Service
public class AddressPools {
    private static final String PREFIX = "pool-";

    private final EventStore eventStore;
    private final AccountStreams streams;
    private final AddressPoolProperties properties;
    private final Clock clock;
    private final Map<String, PoolReading> read = new ConcurrentHashMap<>();

    AddressPools(
            EventStore eventStore,
            AccountStreams streams,
            AddressPoolProperties properties,
            Clock clock) {
        this.eventStore = eventStore;
        this.streams = streams;
        this.properties = properties;
        this.clock = clock;
    }

    public static String streamId(String region) {
        return PREFIX + region;
    }

    /** The prefixes of the configuration, which are those of all regions at the first start. */
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

    /** By region; without regions that have no prefix. */
    Mono<SortedMap<String, AddressPool>> all() {
        return streams.all(PREFIX)
                .map(stream -> stream.substring(PREFIX.length()))
                .concatMap(region -> load(region).map(pool -> Map.entry(region, pool)))
                .filter(entry -> !entry.getValue().prefixes().isEmpty())
                .collect(TreeMap::new, (all, entry) -> all.put(entry.getKey(), entry.getValue()));
    }

    /**
     * Gives the region these prefixes and no others.
     *
     * @return the pool after it
     */
    Mono<AddressPool> replace(
            String region, Map<IpFamily, IpPrefix> prefixes, ChangeOptions options) {
        return all().flatMap(
                        all -> {
                            var pool = all.get(region);
                            return (pool == null ? load(region) : Mono.just(pool))
                                    .flatMap(
                                            now ->
                                                    replace(
                                                            now,
                                                            new Replace(
                                                                    region,
                                                                    prefixes,
                                                                    prefixesOfOthers(all, region)),
                                                            options));
                        })
                .retryWhen(ConflictRetry.onVersionConflict())
                .then(Mono.defer(() -> load(region)));
    }

    private Mono<Void> replace(AddressPool pool, Replace command, ChangeOptions options) {
        options.precondition().check(pool.revision());
        var append = append(pool, command);
        return append.events().isEmpty() && !options.dryRun()
                ? Mono.empty()
                : eventStore.append(options.change(clock.instant(), List.of(append))).then();
    }

    private static Map<String, List<IpPrefix>> prefixesOfOthers(
            Map<String, AddressPool> all, String region) {
        var others = new TreeMap<String, List<IpPrefix>>();
        all.forEach((other, pool) -> others.put(other, List.copyOf(pool.prefixes().values())));
        others.remove(region);
        return others;
    }

    private static Append append(AddressPool pool, AddressPoolCommand command) {
        return new Append(
                streamId(command.region()),
                pool.revision(),
                AddressPoolDecider.decide(pool, command).eventsOrThrow());
    }

    /** Registers the prefix of a region unless the configuration had it last. */
    Mono<Void> register(String region, IpPrefix prefix, Actor actor) {
        return load(region)
                .map(pool -> append(pool, new Register(region, prefix)))
                .filter(append -> !append.events().isEmpty())
                .flatMap(
                        append ->
                                eventStore.append(
                                        new Change(actor, clock.instant(), List.of(append))))
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }
}
