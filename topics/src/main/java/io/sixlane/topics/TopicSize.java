package io.sixlane.topics;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many partitions and replicas topics get. A 0, or null, leaves the number to the brokers that
 * there are.
 *
 * @param partitions of topics whose messages may be read by several instances at once, which grow
 *     to this number and never shrink; by default 1 on one broker and 12 on several
 * @param replicas of new topics; by default as many as there are brokers, 3 at most
 * @param inSync replicas that must have a message before it counts as written; by default one less
 *     than there are
 */
record TopicSize(
        @Nullable Integer partitions, @Nullable Integer replicas, @Nullable Integer inSync) {
    /** Everything is left to the brokers. */
    public static final TopicSize BY_BROKERS = new TopicSize(0, 0, 0);

    private static final int MOST_PARTITIONS = 1_000;
    private static final int MOST_REPLICAS = 9;
    private static final int USUAL_REPLICAS = 3;
    private static final int USUAL_PARTITIONS = 12;

    public TopicSize {
        partitions = checked("SIXLANE_KAFKA_PARTITIONS", partitions, MOST_PARTITIONS);
        replicas = checked("SIXLANE_KAFKA_REPLICATION_FACTOR", replicas, MOST_REPLICAS);
        inSync = checked("SIXLANE_KAFKA_MIN_INSYNC_REPLICAS", inSync, MOST_REPLICAS);
        if (replicas > 0 && inSync > replicas) {
            throw new IllegalArgumentException(
                    "SIXLANE_KAFKA_MIN_INSYNC_REPLICAS must be at most the replication factor %s, was %s"
                            .formatted(replicas, inSync));
        }
    }

    private static int checked(String setting, @Nullable Integer value, int most) {
        var number = value == null ? 0 : value;
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(
                    "%s must be 0 to %s, was %s".formatted(setting, most, number));
        }
        return number;
    }

    private static int number(@Nullable Integer checked) {
        return Objects.requireNonNullElse(checked, 0);
    }

    /** Partitions of a topic on {@code brokers}. */
    int partitionsOf(TopicLayout layout, int brokers) {
        if (!layout.grows()) {
            return 1;
        }
        return number(partitions) > 0 ? number(partitions) : brokers > 1 ? USUAL_PARTITIONS : 1;
    }

    /**
     * Replicas of a new topic on {@code brokers}.
     *
     * @throws UnfitTopicException when there are fewer brokers
     */
    int replicasOn(int brokers) {
        if (number(replicas) > brokers) {
            throw new UnfitTopicException(
                    "SIXLANE_KAFKA_REPLICATION_FACTOR is %s, but Kafka has %s brokers"
                            .formatted(replicas, brokers));
        }
        return number(replicas) > 0 ? number(replicas) : Math.clamp(brokers, 1, USUAL_REPLICAS);
    }

    /**
     * The setting of a topic that has this many replicas: never more than these, or nothing could
     * be written.
     */
    int inSyncOf(int existing) {
        var wanted = number(inSync) > 0 ? number(inSync) : existing - 1;
        return Math.clamp(wanted, 1, Math.max(1, existing));
    }
}
