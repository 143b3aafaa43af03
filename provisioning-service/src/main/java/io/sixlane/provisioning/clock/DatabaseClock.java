package io.sixlane.provisioning.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * PostgreSQL's time: this machine's clock, corrected by the difference measured last. Until the
 * first measurement it is this machine's.
 */
public final class DatabaseClock extends Clock {
    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

    /** A slower answer is no measurement: the time may be from anywhere in between. */
    private static final Duration SLOWEST = Duration.ofSeconds(1);

    private final DatabaseClient database;
    private final Clock machine;
    private final Duration tolerance;
    private final AtomicBoolean wrong = new AtomicBoolean();
    private volatile @Nullable Reading last;

    /**
     * @param machine the clock of this machine
     * @param tolerance the largest difference at which this machine's clock counts as right
     */
    public DatabaseClock(DatabaseClient database, Clock machine, Duration tolerance) {
        this.database = database;
        this.machine = machine;
        this.tolerance = tolerance;
    }

    /**
     * One look at PostgreSQL's clock.
     *
     * @param now of PostgreSQL
     * @param ahead by how much this machine's clock is ahead; negative when it is behind
     * @param tolerable whether the difference is within the tolerance
     */
    public record Reading(Instant now, Duration ahead, boolean tolerable) {}

    @Override
    public Instant instant() {
        var reading = last;
        var now = machine.instant();
        return reading == null ? now : now.minus(reading.ahead());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }

    /** Empty when the answer was too slow to compare clocks by. */
    public Mono<Reading> read() {
        return Mono.defer(
                () -> {
                    var askedNanos = System.nanoTime();
                    var asked = machine.instant();
                    return database.sql("select clock_timestamp()")
                            .mapValue(Instant.class)
                            .one()
                            .flatMap(
                                    now -> {
                                        var took = Duration.ofNanos(System.nanoTime() - askedNanos);
                                        if (took.compareTo(SLOWEST) > 0) {
                                            return Mono.empty();
                                        }
                                        var here = asked.plus(took.dividedBy(2));
                                        return Mono.just(keep(now, Duration.between(now, here)));
                                    });
                });
    }

    /** Null before the first measurement. */
    public @Nullable Reading last() {
        return last;
    }

    private Reading keep(Instant now, Duration ahead) {
        var reading = new Reading(now, ahead, ahead.abs().compareTo(tolerance) <= 0);
        last = reading;
        if (wrong.getAndSet(!reading.tolerable()) == reading.tolerable()) {
            logChange(reading);
        }
        return reading;
    }

    private static void logChange(Reading reading) {
        if (reading.tolerable()) {
            log.atInfo().log("clock agrees with PostgreSQL again");
        } else {
            log.atError()
                    .addKeyValue("ahead", reading.ahead())
                    .log("clock differs from PostgreSQL's, out of service; correct either of them");
        }
    }
}
