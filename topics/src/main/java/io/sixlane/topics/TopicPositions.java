package io.sixlane.topics;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where a consumer without a group begins to read a topic. */
public final class TopicPositions {
    private TopicPositions() {}

    /** Empty while the topic does not exist. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
    }

    /**
     * Seeks to the first record that is younger than {@code age} by the clock of this host, or to
     * the end. Suits topics whose records are repeated: a wrong clock only delays what it misses.
     *
     * @param partitions that the consumer is assigned
     */
    public static void seekBack(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, Duration age) {
        var since = System.currentTimeMillis() - age.toMillis();
        // The end before the search: a record that comes meanwhile is read.
        var ends = consumer.endOffsets(partitions);
        var found =
                consumer.offsetsForTimes(
                        partitions.stream().collect(Collectors.toMap(part -> part, _ -> since)));
        for (var partition : partitions) {
            var first = found.get(partition);
            consumer.seek(partition, first == null ? ends.get(partition) : first.offset());
        }
    }
}
