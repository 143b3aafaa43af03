package io.sixlane.provisioning.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.provisioning.eventstore.LogPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The lag of the topics behind the table. Every instance reads it each second, so that it shows
 * even when no instance publishes.
 */
@Component
final class PublicationLag implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PublicationLag.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Counting goes no further: behind is behind. */
    private static final int MOST_COUNTED = 100_000;

    private final DatabaseClient database;
    private final Clock clock;
    private volatile Lag lag = new Lag(0, null);
    private volatile @Nullable Disposable looking;

    /**
     * @param oldest when the oldest event that waits was decided, null when none waits
     */
    private record Lag(long events, @Nullable Instant oldest) {}

    PublicationLag(DatabaseClient database, MeterRegistry meters, Clock clock) {
        this.database = database;
        this.clock = clock;
        Gauge.builder(PublicationMeters.LAG_EVENTS, this, it -> it.lag.events())
                .description("events committed and not yet published, at most " + MOST_COUNTED)
                .register(meters);
        Gauge.builder(PublicationMeters.LAG, this, PublicationLag::seconds)
                .description("age of the oldest event that is not yet published")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public void start() {
        looking =
                Flux.interval(Duration.ZERO, LOOK_AGAIN)
                        .onBackpressureDrop()
                        .concatMap(_ -> look(), 1)
                        .subscribe(seen -> lag = seen);
    }

    @Override
    public void stop() {
        var subscription = looking;
        if (subscription != null) {
            subscription.dispose();
            looking = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    private double seconds() {
        var oldest = lag.oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1e3;
    }

    private Mono<Lag> look() {
        return database.sql("select xid::text, position from publication_position")
                .map(
                        row ->
                                new LogPosition(
                                        row.get("xid", String.class),
                                        row.get("position", Long.class)))
                .one()
                .flatMap(this::after)
                .onErrorResume(
                        failure -> {
                            log.atDebug().setCause(failure).log("publication lag unknown");
                            return Mono.empty();
                        });
    }

    /** The place is a value in the question: PostgreSQL then sees that little comes after it. */
    private Mono<Lag> after(LogPosition position) {
        return database.sql(
                        """
                        select (select count(*)
                                  from (select 1
                                          from event
                                         where (xid, position) > (:xid::xid8, :position)
                                         order by xid, position
                                         limit %s) as waiting) as events,
                               (select (record ->> 'occurredAt')::timestamptz
                                  from event
                                 where (xid, position) > (:xid::xid8, :position)
                                 order by xid, position
                                 limit 1) as oldest
                        """
                                .formatted(MOST_COUNTED))
                .bind("xid", position.xid())
                .bind("position", position.position())
                .map(
                        row ->
                                new Lag(
                                        row.get("events", Long.class),
                                        row.get("oldest", Instant.class)))
                .one();
    }
}
