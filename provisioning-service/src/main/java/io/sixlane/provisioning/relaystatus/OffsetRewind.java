package io.sixlane.provisioning.relaystatus;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seeks back to the database's position when the consumer group is further: later statuses are in
 * the topic alone.
 */
final class OffsetRewind implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(OffsetRewind.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StatusOffsetRepository offsets;
    private final Consumer<?, ?> consumer;

    OffsetRewind(StatusOffsetRepository offsets, Consumer<?, ?> consumer) {
        this.offsets = offsets;
        this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        log.atDebug()
                .addKeyValue("partitions", partitions)
                .log("partitions moved to another instance");
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var position = consumer.position(partition);
            var noted = noted(partition.partition(), position);
            if (noted < position) {
                consumer.seek(partition, noted);
                log.atInfo()
                        .addKeyValue("offset", noted)
                        .addKeyValue("committed", position)
                        .log("reading statuses again that the database lacks");
            }
        }
    }

    /**
     * @param unknown returned when the database has no position
     */
    private long noted(int partition, long unknown) {
        try {
            var noted =
                    offsets.nextOffset(partition)
                            .toFuture()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Objects.requireNonNullElse(noted, unknown);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot read the position in the status topic", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
