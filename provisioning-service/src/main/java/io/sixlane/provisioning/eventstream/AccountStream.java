package io.sixlane.provisioning.eventstream;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Standing;
import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.eventstream.LogBatch.Owned;
import io.sixlane.provisioning.eventstream.StreamedEvent.Ready;
import io.sixlane.provisioning.eventstream.StreamedEvent.RelayChanged;
import io.sixlane.provisioning.eventstream.StreamedEvent.StateChanged;
import io.sixlane.provisioning.relaystatus.Fleet.RelayState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One client's reading. The log comes whole and in order, however slow the client is: it holds one
 * batch, and reads again from the table what it had no room for.
 */
final class AccountStream {
    /** Events of all accounts that are searched for those that a client missed. */
    static final int MOST_MISSED = 5_000;

    /** After a failure to read the table; what came before it comes again. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final String account;
    private final LogViewRepository log;
    private final Flux<LogBatch> batches;
    private final Flux<Map<AcceleratorId, Standing>> states;
    private final Flux<Map<String, RelayState>> fleet;

    /** The position up to which the client has the log; null before the first batch. */
    private volatile @Nullable LogPosition cursor;

    private volatile boolean ready;

    AccountStream(
            String account,
            @Nullable LogPosition since,
            LogViewRepository log,
            Flux<LogBatch> batches,
            Flux<Map<AcceleratorId, Standing>> states,
            Flux<Map<String, RelayState>> fleet) {
        this.account = account;
        this.cursor = since;
        this.log = log;
        this.batches = batches;
        this.states = states;
        this.fleet = fleet;
    }

    Flux<ServerSentEvent<StreamedEvent>> events() {
        var changes =
                Mono.when(states.next(), fleet.next())
                        .thenMany(batches)
                        .concatMap(this::following, 1);
        return Flux.merge(
                changed(states).map(StateChanged::of).map(AccountStream::unnumbered),
                changed(fleet).map(RelayChanged::of).map(AccountStream::unnumbered),
                changes);
    }

    /** The events of the account since the cursor; one at a time. */
    private Flux<ServerSentEvent<StreamedEvent>> following(LogBatch batch) {
        var from = cursor;
        if (from == null) {
            return at(batch.to(), Flux.just(ready(batch.to(), false)));
        }
        if (ready && batch.from().equals(from)) {
            return at(
                    batch.to(), Flux.fromIterable(batch.of(account)).map(AccountStream::numbered));
        }
        if (ready && !batch.to().isAfter(from)) {
            return Flux.empty();
        }
        return missed(from, batch.to());
    }

    private Flux<ServerSentEvent<StreamedEvent>> missed(LogPosition from, LogPosition to) {
        var wasReady = ready;
        return isWithinReach(from, to)
                .flatMapMany(
                        reached -> {
                            if (!reached) {
                                return at(to, Flux.just(ready(to, false)));
                            }
                            var events =
                                    log.between(from, to, account).map(AccountStream::numbered);
                            return at(
                                    to,
                                    wasReady ? events : events.concatWithValues(ready(to, true)));
                        })
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, LOOK_AGAIN));
    }

    /** A cursor that is not in the log comes from another one, as before a restoration. */
    private Mono<Boolean> isWithinReach(LogPosition from, LogPosition to) {
        return log.contains(from)
                .filter(known -> known && !from.isAfter(to))
                .flatMap(_ -> log.count(from, to, MOST_MISSED + 1))
                .map(count -> count <= MOST_MISSED)
                .defaultIfEmpty(false);
    }

    /** Moves the cursor when the client has the events. */
    private Flux<ServerSentEvent<StreamedEvent>> at(
            LogPosition to, Flux<ServerSentEvent<StreamedEvent>> events) {
        return events.doOnComplete(
                () -> {
                    cursor = to;
                    ready = true;
                });
    }

    private static ServerSentEvent<StreamedEvent> ready(LogPosition at, boolean resumed) {
        return event(new Ready(resumed), at.text());
    }

    private static ServerSentEvent<StreamedEvent> numbered(Owned owned) {
        return event(owned.event(), owned.at().text());
    }

    private static ServerSentEvent<StreamedEvent> unnumbered(StreamedEvent event) {
        return ServerSentEvent.builder(event).event(event.name()).build();
    }

    private static ServerSentEvent<StreamedEvent> event(StreamedEvent event, String id) {
        return ServerSentEvent.builder(event).event(event.name()).id(id).build();
    }

    /**
     * A comment that shows that the stream lives. It carries the cursor too, so that a client that
     * gets few events misses few.
     */
    ServerSentEvent<StreamedEvent> sign() {
        var at = cursor;
        var sign = ServerSentEvent.<StreamedEvent>builder().comment("alive");
        return (ready && at != null ? sign.id(at.text()) : sign).build();
    }

    /** The values that differ from the snapshot before; none of the first one. */
    private static <K, V> Flux<V> changed(Flux<Map<K, V>> snapshots) {
        return Flux.defer(
                () -> {
                    var last = new AtomicReference<@Nullable Map<K, V>>();
                    return snapshots.concatMapIterable(
                            now -> {
                                var before = last.getAndSet(now);
                                return before == null ? List.<V>of() : changed(before, now);
                            },
                            1);
                });
    }

    private static <K, V> List<V> changed(Map<K, V> before, Map<K, V> now) {
        return now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
