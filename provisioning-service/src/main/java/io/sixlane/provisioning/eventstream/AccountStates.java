package io.sixlane.provisioning.eventstream;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.eventstore.AcceleratorLists;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Standing;
import io.sixlane.provisioning.relaystatus.Fleet;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Watches how the accelerators of an account stand. All streams of an account share one look. */
@Component
class AccountStates {
    /** Notifications may be missed. */
    private static final Duration LOOK_AT_ALL = Duration.ofSeconds(10);

    private final AcceleratorLists lists;
    private final RelayStatuses relays;
    private final Fleet fleet;
    private final LogTail log;
    private final Map<String, Flux<Map<AcceleratorId, Standing>>> watched =
            new ConcurrentHashMap<>();

    AccountStates(AcceleratorLists lists, RelayStatuses relays, Fleet fleet, LogTail log) {
        this.lists = lists;
        this.relays = relays;
        this.fleet = fleet;
        this.log = log;
    }

    /**
     * All accelerators of the account, and again when one of them stands otherwise. Subscribers of
     * one returned flux see the same looks: a stream waits for the first one, and compares with it.
     */
    Flux<Map<AcceleratorId, Standing>> of(String account) {
        return watched.computeIfAbsent(account, this::shared).onBackpressureLatest();
    }

    private Flux<Map<AcceleratorId, Standing>> shared(String account) {
        return Flux.defer(() -> new Watch(account).looks())
                .doFinally(_ -> watched.remove(account))
                .replay(1)
                .refCount();
    }

    /** The looks of one account. Signals of a flux come one at a time. */
    private final class Watch {
        /** Stands for all accelerators. */
        private static final Set<AcceleratorId> ALL = Set.of();

        private final String account;
        private final Set<AcceleratorId> wanted = new HashSet<>();
        private boolean wantsAll;
        private volatile Map<AcceleratorId, Standing> known = Map.of();

        Watch(String account) {
            this.account = account;
        }

        Flux<Map<AcceleratorId, Standing>> looks() {
            return Flux.merge(
                            fleet.watch().map(_ -> ALL),
                            Flux.interval(LOOK_AT_ALL).map(_ -> ALL),
                            relays.applied().filter(this::concerns),
                            log.batches().map(this::changed).filter(ids -> !ids.isEmpty()))
                    .doOnNext(this::want)
                    .map(_ -> true)
                    .onBackpressureLatest()
                    .concatMap(_ -> look().onErrorComplete(), 1)
                    .distinctUntilChanged();
        }

        private boolean concerns(Set<AcceleratorId> applied) {
            return applied.isEmpty() || applied.stream().anyMatch(known::containsKey);
        }

        private Set<AcceleratorId> changed(LogBatch batch) {
            return batch.of(account).stream()
                    .map(owned -> owned.event().resource())
                    .filter(id -> id.startsWith(AcceleratorId.PREFIX))
                    .map(AcceleratorId::new)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private synchronized void want(Set<AcceleratorId> ids) {
            wantsAll |= ids.isEmpty();
            wanted.addAll(ids);
        }

        /** Accelerators to look at; null for none. */
        private synchronized @Nullable Set<AcceleratorId> take() {
            var ids = wantsAll ? ALL : wanted.isEmpty() ? null : Set.copyOf(wanted);
            wantsAll = false;
            wanted.clear();
            return ids;
        }

        private Mono<Map<AcceleratorId, Standing>> look() {
            var ids = take();
            if (ids == null) {
                return Mono.empty();
            }
            var found = ids.isEmpty() ? lists.standings(account) : lists.standings(account, ids);
            return found.collectList().map(standings -> merged(ids, standings));
        }

        private Map<AcceleratorId, Standing> merged(
                Set<AcceleratorId> ids, List<Standing> standings) {
            var all = new HashMap<AcceleratorId, Standing>(ids.isEmpty() ? Map.of() : known);
            all.keySet().removeAll(ids);
            standings.forEach(standing -> all.put(standing.acceleratorId(), standing));
            known = Map.copyOf(all);
            return known;
        }
    }
}
