package io.sixlane.provisioning.checkpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.provisioning.worker.Worker;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the log as it grows, stores each checkpoint, then publishes it. Makes none over an event
 * that was tampered with. Has one thread of its own, which may block.
 */
final class CheckpointWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointWriter.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final CheckpointProperties properties;
    private final CheckpointKey key;
    private final Clock clock;
    private final Counter made;
    private final Counter refused;
    private final Worker worker = new Worker("checkpoint", this::run);

    /** So that a failure is said once. Confined to the thread. */
    private String said = "";

    private boolean waitsForKafka;

    CheckpointWriter(
            CheckpointProperties properties, CheckpointKey key, Clock clock, MeterRegistry meters) {
        this.properties = properties;
        this.key = key;
        this.clock = clock;
        this.made =
                Counter.builder("sixlane.checkpoint.made")
                        .description("signed checkpoints")
                        .register(meters);
        this.refused =
                Counter.builder("sixlane.checkpoint.refused")
                        .description("attempts that ended at an event that was tampered with")
                        .register(meters);
    }

    void start() {
        worker.start();
    }

    /** Returns when the thread has ended, after at most 5 s. */
    @Override
    public void close() {
        worker.end();
    }

    private void run() throws InterruptedException {
        while (worker.isRunning()) {
            try (var table = CheckpointTable.open(properties)) {
                while (worker.isRunning() && !table.lock()) {
                    worker.pause(PAUSE_AFTER_FAILURE);
                }
                try (var publication =
                        new CheckpointPublication(properties.bootstrapServers(), table)) {
                    follow(table, publication);
                }
            } catch (TamperedException e) {
                refused.increment();
                say(String.valueOf(e.getMessage()), e);
                worker.pause(PAUSE_AFTER_FAILURE);
            } catch (SQLException | RuntimeException e) {
                say(String.valueOf(e.getMessage()), e);
                worker.pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void follow(CheckpointTable table, CheckpointPublication publication)
            throws SQLException, InterruptedException {
        var began = clock.instant();
        var newest = table.newest();
        var wait = shorter(properties.every().dividedBy(2), LONGEST_PAUSE);
        while (worker.isRunning()) {
            var next = next(table, newest, began);
            if (next.isPresent()) {
                table.insert(next.get());
                made.increment();
                newest = next;
            }
            publish(publication);
            said = "";
            if (next.isEmpty()) {
                worker.pause(wait);
            }
        }
    }

    private Optional<SignedCheckpoint> next(
            CheckpointTable table, Optional<SignedCheckpoint> newest, Instant began)
            throws SQLException {
        var end = table.end();
        var now = clock.instant();
        var since = newest.map(SignedCheckpoint::at).orElse(began);
        var count = table.countAfter(end, properties.everyEvents());
        if (count == 0
                || (count < properties.everyEvents()
                        && now.isBefore(since.plus(properties.every())))) {
            return Optional.empty();
        }
        var rows = table.after(end, properties.everyEvents());
        var heads =
                SealedEvents.heads(
                        rows,
                        row -> {
                            try {
                                return table.hashBefore(row);
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        var last = rows.getLast();
        return Optional.of(
                CheckpointSeal.sign(
                        new SignedCheckpoint(
                                newest.map(SignedCheckpoint::number).orElse(0L) + 1,
                                last.xid(),
                                last.position(),
                                now.truncatedTo(ChronoUnit.MICROS),
                                newest.map(SignedCheckpoint::events).orElse(0L) + rows.size(),
                                heads,
                                newest.map(SignedCheckpoint::hash).orElse(RecordedEvent.NO_HASH),
                                key.id(),
                                "",
                                ""),
                        key.privateKey()));
    }

    /** What Kafka does not take now is tried again later; checkpoints are made all the same. */
    private void publish(CheckpointPublication publication)
            throws SQLException, InterruptedException {
        try {
            publication.publish(worker::isRunning);
            waitsForKafka = false;
        } catch (ExecutionException | KafkaException e) {
            if (worker.isRunning() && !waitsForKafka) {
                waitsForKafka = true;
                log.atWarn()
                        .addKeyValue("cause", e.getMessage())
                        .log("Kafka takes no checkpoint, they wait until it does");
            }
        }
    }

    private void say(String what, Exception e) {
        if (worker.isRunning() && !what.equals(said)) {
            said = what;
            log.atError().addKeyValue("cause", what).setCause(e).log("checkpoints stopped");
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
