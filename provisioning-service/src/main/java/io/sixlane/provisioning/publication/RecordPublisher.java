package io.sixlane.provisioning.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings committed events to Kafka in the order of the log, at least once.
 *
 * <p>The event table is the outbox. Of all processes one publishes, the one that holds a lock in
 * the database; another takes over when its connection ends. What is published twice is harmless:
 * readers compare revisions. Has one thread of its own, which may block.
 */
final class RecordPublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordPublisher.class);

    /** Nobody rings when the transaction that events wait for ends: about as long as it takes. */
    private static final Duration HELD_PAUSE = Duration.ofMillis(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final PublicationProperties properties;
    private final Counter published;
    private final Counter failures;
    private final Counter unreadable;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile boolean active;

    // Confined to the thread.
    private Duration pause = FIRST_PAUSE;
    private boolean failing;

    RecordPublisher(PublicationProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.published =
                Counter.builder(PublicationMeters.PUBLISHED)
                        .description("events acknowledged by Kafka")
                        .register(meters);
        this.failures =
                Counter.builder(PublicationMeters.FAILURES)
                        .description("attempts to publish that will be repeated")
                        .register(meters);
        this.unreadable =
                Counter.builder(PublicationMeters.UNREADABLE)
                        .description("events and images of a later version, published as stored")
                        .register(meters);
        Gauge.builder(PublicationMeters.ACTIVE, this, it -> it.active ? 1 : 0)
                .description("1 on the instance that publishes")
                .register(meters);
        this.thread = Thread.ofPlatform().name("publication").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Returns when the thread has ended, after at most 5 s. */
    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                log.atWarn().log("publication did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running()) {
                try (var outbox = Outbox.open(properties)) {
                    publishFrom(outbox);
                } catch (SQLException | RuntimeException e) {
                    pauseAfter("PostgreSQL", e);
                } finally {
                    active = false;
                }
            }
        } catch (InterruptedException e) {
            if (running()) {
                log.atError().log("publication was interrupted and has ended");
            }
        }
    }

    private void publishFrom(Outbox outbox) throws SQLException, InterruptedException {
        while (running() && !outbox.lock()) {
            pause(properties.pollInterval());
        }
        active = running();
        var checkpoint = outbox.checkpoint();
        while (running()) {
            try (var topics = TopicWriter.open(properties.bootstrapServers())) {
                if (topics.madeTopics() && !checkpoint.equals(Checkpoint.START)) {
                    log.atWarn().log("topics were missing, everything is published again");
                    outbox.moveTo(Checkpoint.START);
                    checkpoint = Checkpoint.START;
                }
                while (running()) {
                    checkpoint = publishAfter(checkpoint, outbox, topics);
                }
            } catch (ExecutionException | KafkaException e) {
                pauseAfter("Kafka", e);
            }
        }
    }

    private Checkpoint publishAfter(Checkpoint checkpoint, Outbox outbox, TopicWriter topics)
            throws SQLException, ExecutionException, InterruptedException {
        var next = outbox.after(checkpoint);
        if (next.isEmpty()) {
            succeeded();
            outbox.awaitDoorbell(outbox.held() ? HELD_PAUSE : properties.pollInterval());
            return checkpoint;
        }
        var batch = next.get();
        topics.write(batch);
        outbox.moveTo(batch.end());
        published.increment(batch.events().size());
        unreadable.increment((double) batch.unreadable());
        succeeded();
        return batch.end();
    }

    private void pauseAfter(String cause, Exception e) throws InterruptedException {
        if (!running()) {
            return;
        }
        failures.increment();
        if (!failing) {
            failing = true;
            log.atWarn()
                    .addKeyValue("cause", cause)
                    .setCause(e)
                    .log("cannot publish, events wait in the log until it works again");
        }
        pause(pause);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            log.atInfo().log("publishing again");
        }
        pause = FIRST_PAUSE;
    }

    private void pause(Duration duration) throws InterruptedException {
        var ended = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        log.atTrace().addKeyValue("ended", ended).log("paused");
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }
}
