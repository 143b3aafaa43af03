package io.sixlane.provisioning.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.topics.NoAnswerException;
import io.sixlane.topics.SupervisedThread;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes committed events to Kafka in the order of the log, at least once.
 *
 * <p>The event table is the outbox. The one process that holds a lock in the database publishes;
 * another takes over when its connection ends. Publishing twice is harmless, because readers
 * compare revisions. Has one thread of its own, which may block.
 */
final class RecordPublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordPublisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Pause while events wait for an open transaction, whose end sends no notification. */
    private static final Duration HELD_PAUSE = Duration.ofMillis(2);

    /** Interval of checks for recreated topics, which stay empty until then. */
    private static final Duration LOOK_AT_TOPICS = Duration.ofSeconds(5);

    private static final Duration LOOK_AT_REMOVED = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final PublicationProperties properties;
    private final Counter published;
    private final Counter failures;
    private final Counter unreadable;
    private final Counter refused;
    private final PublicationObserver observer;
    private final LongSupplier nanoTime;
    private final LateImages late = new LateImages();
    private final SupervisedThread thread = new SupervisedThread("publication", PAUSE, this::run);

    private volatile boolean active;

    // Confined to the thread.
    private Duration pause = FIRST_PAUSE;
    private boolean failing;
    private boolean unanswered;

    /**
     * Whether another publisher, or a failed attempt, may yet deliver records of the next batch.
     */
    private boolean mayBeDoubled;

    private long lookedAtTopicsNanos;
    private long lookedAtRemovedNanos = System.nanoTime();

    RecordPublisher(
            PublicationProperties properties, MeterRegistry meters, PublicationObserver observer) {
        this(properties, meters, observer, System::nanoTime);
    }

    /**
     * @param nanoTime by which images are sent again
     */
    RecordPublisher(
            PublicationProperties properties,
            MeterRegistry meters,
            PublicationObserver observer,
            LongSupplier nanoTime) {
        this.properties = properties;
        this.observer = observer;
        this.nanoTime = nanoTime;
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
        this.refused =
                Counter.builder(PublicationMeters.REFUSED)
                        .description("events and images larger than the topic takes, left out")
                        .register(meters);
        Gauge.builder(PublicationMeters.ACTIVE, this, it -> it.active ? 1 : 0)
                .description("1 on the instance that publishes")
                .register(meters);
    }

    void start() {
        thread.start();
    }

    /** Returns when the thread has ended, after at most 5 s. */
    @Override
    public void close() {
        thread.interrupt(PATIENCE);
    }

    private void run() throws InterruptedException {
        while (thread.isRunning()) {
            try (var outbox = Outbox.open(properties)) {
                publishFrom(outbox);
            } catch (SQLException | RuntimeException e) {
                pauseAfter("PostgreSQL", e);
            } finally {
                active = false;
            }
        }
    }

    private void publishFrom(Outbox outbox) throws SQLException, InterruptedException {
        while (thread.isRunning() && !outbox.lock()) {
            thread.pause(properties.pollInterval());
        }
        active = thread.isRunning();
        observer.reached(PublicationStep.LOCKED);
        if (outbox.renumber()) {
            log.atWarn().log("log restored from another cluster, transactions renumbered");
        }
        mayBeDoubled = true;
        late.mayFollow(outbox.lately(outbox.position()), nanoTime.getAsLong());
        while (thread.isRunning()) {
            try (var topics = TopicWriter.open(properties.kafka(), observer)) {
                lookedAtTopicsNanos = System.nanoTime();
                var position = positionIn(topics, outbox);
                while (thread.isRunning() && hasItsTopics(topics)) {
                    position = publishAfter(position, outbox, topics);
                    forgetRemoved(outbox, topics);
                    sendLateImages(outbox, topics);
                }
            } catch (ExecutionException | KafkaException e) {
                pauseAfter("Kafka", e);
            }
        }
    }

    /** Where these topics end: at the start when they are not those of the stored position. */
    private LogPosition positionIn(TopicWriter topics, Outbox outbox) throws SQLException {
        var position = outbox.position();
        var known = outbox.topics();
        if (known.isPresent() && known.get().equals(topics.topics())) {
            return position;
        }
        observer.reached(PublicationStep.TOPICS_ARE_OTHERS);
        if (!position.equals(LogPosition.START)) {
            log.atWarn().log("topics were lost, everything is published again");
        }
        outbox.changeTo(topics.topics(), LogPosition.START);
        observer.reached(PublicationStep.STARTED_OVER);
        return LogPosition.START;
    }

    /**
     * Checks the topics now and then, because another process may create a lost topic. One check
     * without an answer proves nothing: a frozen broker was asked, and the writer has found others.
     */
    private boolean hasItsTopics(TopicWriter topics) throws InterruptedException {
        var now = System.nanoTime();
        if (now - lookedAtTopicsNanos < LOOK_AT_TOPICS.toNanos()) {
            return true;
        }
        lookedAtTopicsNanos = now;
        try {
            var are = topics.hasItsTopics();
            unanswered = false;
            return are;
        } catch (KafkaException e) {
            if (unanswered || !(e instanceof NoAnswerException)) {
                throw e;
            }
            unanswered = true;
            return true;
        }
    }

    /**
     * Publishes tombstones once a minute, or more often where removals are kept for less.
     * Idempotent.
     */
    private void forgetRemoved(Outbox outbox, TopicWriter topics)
            throws SQLException, ExecutionException, InterruptedException {
        var now = System.nanoTime();
        var kept = properties.removedKept();
        var pause = kept.compareTo(LOOK_AT_REMOVED) < 0 ? kept : LOOK_AT_REMOVED;
        if (now - lookedAtRemovedNanos < pause.toNanos()) {
            return;
        }
        lookedAtRemovedNanos = now;
        var removed = outbox.forgettable(kept);
        if (!removed.isEmpty()) {
            topics.forget(removed);
            outbox.forget(removed);
            log.atInfo()
                    .addKeyValue("accelerators", removed.size())
                    .log("tombstones published for accelerators removed long ago");
        }
    }

    private LogPosition publishAfter(LogPosition position, Outbox outbox, TopicWriter topics)
            throws SQLException, ExecutionException, InterruptedException {
        var next = outbox.after(position);
        if (next.isEmpty()) {
            succeeded();
            mayBeDoubled = false;
            var _ =
                    outbox.awaitNotification(
                            outbox.held() ? HELD_PAUSE : properties.pollInterval());
            return position;
        }
        var batch = next.get();
        observer.reached(PublicationStep.READ);
        refused.increment((double) topics.write(batch));
        outbox.moveTo(batch.end());
        observer.reached(PublicationStep.STORED);
        if (mayBeDoubled) {
            mayBeDoubled = false;
            late.mayFollow(
                    batch.records().stream().map(StoredMessage::key).toList(),
                    nanoTime.getAsLong());
        }
        published.increment(batch.events().size());
        unreadable.increment((double) batch.unreadable());
        succeeded();
        return batch.end();
    }

    /** Sends late images, at most a batch at a time. */
    private void sendLateImages(Outbox outbox, TopicWriter topics)
            throws SQLException, ExecutionException, InterruptedException {
        var due = late.due(nanoTime.getAsLong());
        var sent = 0;
        try {
            while (sent < due.size()) {
                var next = due.subList(sent, Math.min(sent + properties.batch(), due.size()));
                refused.increment((double) topics.writeAgain(outbox.images(next)));
                sent += next.size();
            }
        } finally {
            late.mayFollow(due.subList(sent, due.size()), nanoTime.getAsLong());
        }
    }

    private void pauseAfter(String cause, Exception e) throws InterruptedException {
        if (!thread.isRunning()) {
            return;
        }
        failures.increment();
        mayBeDoubled = true;
        if (!failing) {
            failing = true;
            log.atWarn()
                    .addKeyValue("cause", cause)
                    .setCause(e)
                    .log("cannot publish, events wait in the log until it works again");
        }
        thread.pause(pause);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            log.atInfo().log("publishing again");
        }
        pause = FIRST_PAUSE;
    }
}
