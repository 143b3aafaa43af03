package io.sixlane.topics;

import static io.sixlane.topics.TopicSetting.atLeast;
import static io.sixlane.topics.TopicSetting.exactly;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import io.sixlane.configuration.log.MessageLimit;
import io.sixlane.configuration.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.record.TimestampType;

/**
 * A topic with everything that it must not leave to the defaults of a broker.
 *
 * @param onePartition whether the order of all its messages counts
 * @param grows whether instances share its partitions, as many as {@link TopicSize} has: a record
 *     of a key may lie in two of them after that number grew, so that readers judge records by
 *     their content. The others are created with one: in a compacted topic an old record would stay
 *     in the partition that its key has left
 * @param whole whether it must have every message from the first on, or what compaction leaves of
 *     them: Kafka removes none, and a topic that begins later has lost some
 */
public record TopicLayout(
        String name,
        boolean onePartition,
        boolean grows,
        boolean whole,
        List<TopicSetting> settings) {
    /** The default of Kafka, which a broker may lower. */
    private static final long USUAL_MESSAGE_BYTES = 1_048_588;

    /** Relays read a compacted topic from its beginning: an uncompacted segment costs time. */
    private static final long COMPACTED_SEGMENT_BYTES = 64L * 1024 * 1024;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** The log, kept for ever. */
    public static final TopicLayout EVENTS = keptForEver(Topics.EVENTS, MessageLimit.MOST_BYTES);

    /** The newest image of each accelerator. */
    public static final TopicLayout IMAGES =
            compacted(Topics.IMAGES, true, MessageLimit.MOST_BYTES);

    /** The newest record of each region's pool and of each relay that joined. */
    public static final TopicLayout FLEET = compacted(Topics.FLEET, true, USUAL_MESSAGE_BYTES);

    /** The witness to the log, kept for ever. */
    public static final TopicLayout CHECKPOINTS =
            keptForEver(Topics.CHECKPOINTS, USUAL_MESSAGE_BYTES);

    /** The newest entry of each kind and code. */
    public static final TopicLayout CATALOG = compacted(Topics.CATALOG, false, USUAL_MESSAGE_BYTES);

    public static final TopicLayout RELAY_STATUS = fromRelays(Topics.RELAY_STATUS, true, WEEK);

    public static final TopicLayout RELAY_REPORTS = fromRelays(Topics.RELAY_REPORTS, false, WEEK);

    /** Flows name clients: an operator may keep them for a day only. */
    public static final TopicLayout RELAY_FLOWS = fromRelays(Topics.RELAY_FLOWS, false, DAY);

    /** The newest state of each link and of the routes of each accelerator, for one minute. */
    public static final TopicLayout RELAY_LINKS =
            new TopicLayout(
                    Topics.RELAY_LINKS,
                    false,
                    false,
                    false,
                    List.of(
                            exactly(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT),
                            exactly(
                                    MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                    TimestampType.LOG_APPEND_TIME.name),
                            exactly(SEGMENT_BYTES_CONFIG, Long.toString(COMPACTED_SEGMENT_BYTES)),
                            exactly(
                                    MAX_COMPACTION_LAG_MS_CONFIG,
                                    Long.toString(Duration.ofHours(1).toMillis())),
                            atLeast(
                                    MAX_MESSAGE_BYTES_CONFIG,
                                    USUAL_MESSAGE_BYTES,
                                    USUAL_MESSAGE_BYTES)));

    /** Requests that count for a minute; by the clock of the broker, as those of relays do. */
    public static final TopicLayout PROBES = brokerTimed(Topics.PROBES, true, DAY, DAY);

    public TopicLayout {
        settings = List.copyOf(settings);
    }

    /** Every topic of the product. */
    public static List<TopicLayout> all() {
        return List.of(
                EVENTS,
                IMAGES,
                FLEET,
                CHECKPOINTS,
                CATALOG,
                RELAY_STATUS,
                RELAY_REPORTS,
                RELAY_FLOWS,
                RELAY_LINKS,
                PROBES);
    }

    /** One partition, and as many replicas as the brokers give by default. */
    public NewTopic toNewTopic() {
        return new NewTopic(name, Optional.of(1), Optional.empty()).configs(configs());
    }

    /**
     * @throws UnfitTopicException when there are fewer brokers than replicas are wanted
     */
    NewTopic toNewTopic(TopicSize size, int brokers) {
        var replicas = size.replicasOn(brokers);
        var configs = configs();
        configs.put(MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(size.inSyncOf(replicas)));
        return new NewTopic(name, size.partitionsOf(this, brokers), (short) replicas)
                .configs(configs);
    }

    /** The settings of a topic that has this many replicas. */
    List<TopicSetting> settings(TopicSize size, int replicas) {
        var all = new ArrayList<>(settings);
        all.add(exactly(MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(size.inSyncOf(replicas))));
        return all;
    }

    private Map<String, String> configs() {
        var configs = new HashMap<String, String>();
        settings.forEach(setting -> configs.put(setting.name(), setting.value()));
        return configs;
    }

    /** These settings under another name. */
    public TopicLayout named(String other) {
        return new TopicLayout(other, onePartition, grows, whole, settings);
    }

    private static TopicLayout keptForEver(String name, long messageBytes) {
        return new TopicLayout(
                name,
                true,
                false,
                true,
                List.of(
                        exactly(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE),
                        exactly(RETENTION_MS_CONFIG, "-1"),
                        exactly(RETENTION_BYTES_CONFIG, "-1"),
                        exactly(UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"),
                        atLeast(MAX_MESSAGE_BYTES_CONFIG, messageBytes, messageBytes)));
    }

    private static TopicLayout compacted(String name, boolean onePartition, long messageBytes) {
        return new TopicLayout(
                name,
                onePartition,
                false,
                onePartition,
                List.of(
                        exactly(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT),
                        exactly(UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"),
                        exactly(SEGMENT_BYTES_CONFIG, Long.toString(COMPACTED_SEGMENT_BYTES)),
                        exactly(MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(DAY.toMillis())),
                        atLeast(DELETE_RETENTION_MS_CONFIG, WEEK.toMillis(), DAY.toMillis()),
                        atLeast(MAX_MESSAGE_BYTES_CONFIG, messageBytes, messageBytes)));
    }

    /**
     * Retention of a week, of at least {@code least}, without a limit of bytes. Timestamps are the
     * broker's: the clocks of relays may be wrong.
     */
    private static TopicLayout fromRelays(String name, boolean onePartition, Duration least) {
        return brokerTimed(name, onePartition, WEEK, least);
    }

    private static TopicLayout brokerTimed(
            String name, boolean onePartition, Duration kept, Duration least) {
        return new TopicLayout(
                name,
                onePartition,
                !onePartition,
                false,
                List.of(
                        exactly(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE),
                        exactly(MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name),
                        atLeast(RETENTION_MS_CONFIG, kept.toMillis(), least.toMillis()),
                        exactly(RETENTION_BYTES_CONFIG, "-1"),
                        atLeast(
                                MAX_MESSAGE_BYTES_CONFIG,
                                USUAL_MESSAGE_BYTES,
                                USUAL_MESSAGE_BYTES)));
    }
}
