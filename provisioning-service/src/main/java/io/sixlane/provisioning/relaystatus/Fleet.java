package io.sixlane.provisioning.relaystatus;

import static java.util.function.Function.identity;

import io.r2dbc.spi.Readable;
import io.sixlane.provisioning.clock.RelayLiveness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Watches relays come, go and drain. All watchers share one look a second. */
@Repository
public final class Fleet {
    /** A relay that falls silent sends no event, so liveness is polled. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final DatabaseClient database;
    private final Flux<Map<String, RelayState>> states;

    Fleet(DatabaseClient database) {
        this.database = database;
        this.states =
                Flux.interval(Duration.ZERO, LOOK_AGAIN)
                        .onBackpressureDrop()
                        .concatMap(_ -> look().onErrorComplete(), 1)
                        .distinctUntilChanged()
                        .replay(1)
                        .refCount();
    }

    /**
     * @param alive whether its last heartbeat is less than 10 s old
     * @param draining whether an operator sends new connections to other relays
     * @param incarnation when the broker received the first status of its process
     */
    public record RelayState(
            String id, String region, boolean alive, boolean draining, Instant incarnation) {}

    /** All relays by id, and again when one of them changed. Does not end. */
    public Flux<Map<String, RelayState>> watch() {
        return states.onBackpressureLatest();
    }

    private Mono<Map<String, RelayState>> look() {
        return database.sql(
                        """
                        select r.relay_id, r.region, r.draining, r.incarnation, %s as alive
                          from relay r
                        """
                                .formatted(RelayLiveness.ALIVE))
                .map(Fleet::read)
                .all()
                .collect(Collectors.toUnmodifiableMap(RelayState::id, identity()));
    }

    private static RelayState read(Readable row) {
        return new RelayState(
                Objects.requireNonNull(row.get("relay_id", String.class)),
                Objects.requireNonNull(row.get("region", String.class)),
                Objects.requireNonNull(row.get("alive", Boolean.class)),
                Objects.requireNonNull(row.get("draining", Boolean.class)),
                Objects.requireNonNull(row.get("incarnation", Instant.class)));
    }
}
