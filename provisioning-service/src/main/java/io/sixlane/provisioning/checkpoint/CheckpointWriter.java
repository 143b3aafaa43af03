package io.sixlane.provisioning.checkpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.topics.SupervisedThread;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the log as it grows, stores each checkpoint, then publishes it. Has one thread of its own,
 * which may block.
 */
final class CheckpointWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointWriter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final String ALL = "all events";

    private final CheckpointProperties properties;
    private final CheckpointKey key;
    private final CheckpointState state;
    private final Clock clock;
    private final Counter made;
    private final Counter refused;
    private final SupervisedThread thread = new SupervisedThread("checkpoint", PAUSE, this::run);

    private boolean waitsForKafka;

    CheckpointWriter(
            CheckpointProperties properties,
            CheckpointKey key,
            CheckpointState state,
            Clock clock,
            MeterRegistry meters) {
        this.properties = properties;
        this.key = key;
        this.state = state;
        this.clock = clock;
        this.made =
                Counter.builder("sixlane.checkpoint.made")
                        .description("signed checkpoints")
                        .register(meters);
        this.refused =
                Counter.builder("sixlane.checkpoint.refused")
                        .description("streams left out, and attempts given up, for tampering")
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
            try (var table = CheckpointTable.open(properties)) {
                while (thread.isRunning() && !table.lock()) {
                    thread.pause(PAUSE_AFTER_FAILURE);
                }
                try (var publisher = new CheckpointPublisher(properties.kafka(), table)) {
                    follow(table, publisher);
                }
            } catch (SigningRefusedException e) {
                refused.increment();
                failed(e);
            } catch (SQLException | RuntimeException e) {
                failed(e);
            }
        }
    }

    private void follow(CheckpointTable table, CheckpointPublisher publisher)
            throws SQLException, InterruptedException {
        var signer = new CheckpointSigner(properties, key, state, table, clock, refused);
        signer.open();
        state.solved(ALL);
        var every = properties.every().dividedBy(2);
        var wait = every.compareTo(LONGEST_PAUSE) < 0 ? every : LONGEST_PAUSE;
        while (thread.isRunning()) {
            var signed = signer.signNext();
            if (signed) {
                made.increment();
            }
            publish(publisher);
            if (!signed) {
                thread.pause(wait);
            }
        }
    }

    /** A checkpoint that Kafka refuses is published later; signing continues. */
    private void publish(CheckpointPublisher publisher) throws SQLException, InterruptedException {
        try {
            publisher.publish(thread::isRunning);
            waitsForKafka = false;
        } catch (ExecutionException | KafkaException e) {
            if (thread.isRunning() && !waitsForKafka) {
                waitsForKafka = true;
                log.atWarn()
                        .addKeyValue("cause", e.getMessage())
                        .log("cannot publish checkpoints, will retry");
            }
        }
    }

    private void failed(Exception e) throws InterruptedException {
        if (thread.isRunning()) {
            state.report(ALL, String.valueOf(e.getMessage()));
            log.debug("checkpoints stopped", e);
        }
        thread.pause(PAUSE_AFTER_FAILURE);
    }
}
