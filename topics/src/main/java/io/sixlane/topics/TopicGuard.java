package io.sixlane.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates topics, and holds those that exist to their layout: settings that differ are altered, and
 * what cannot be altered is refused.
 *
 * <p>Blocks; for one thread. Every call throws {@link KafkaException} when Kafka does not answer
 * within the patience.
 */
public final class TopicGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicGuard.class);

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Admin admin;
    private final TopicSize size;
    private final List<TopicLayout> layouts;
    private final Duration patience;

    /** Topics with fewer replicas than new ones get; each is logged once. */
    private final Set<String> thin = new HashSet<>();

    private TopicGuard(Admin admin, TopicSize size, List<TopicLayout> layouts, Duration patience) {
        this.admin = admin;
        this.size = size;
        this.layouts = layouts;
        this.patience = patience;
    }

    public static TopicGuard open(KafkaAccess kafka, Duration patience, List<TopicLayout> layouts) {
        var millis = Math.toIntExact(patience.toMillis());
        return new TopicGuard(
                Admin.create(
                        kafka.settings(
                                Map.of(
                                        AdminClientConfig.CLIENT_ID_CONFIG,
                                        "sixlane-topics",
                                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        Math.min(millis, KafkaAccess.ONE_ANSWER_MILLIS),
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        millis))),
                kafka.size(),
                List.copyOf(layouts),
                patience);
    }

    /**
     * Creates missing topics, then does as {@link #check}.
     *
     * @return the id of each topic by its name: a topic that was deleted and created again has
     *     another id, and lacks what was published before
     */
    public Map<String, String> ensure() throws InterruptedException {
        var brokers = create();
        grow(brokers);
        return check();
    }

    /**
     * Creates missing topics, as a reader that may alter none. Asks the controller for nothing when
     * none is missing: a broker does not answer while it waits for a frozen controller.
     *
     * @return how many brokers there are
     */
    int create() throws InterruptedException {
        var brokers = brokers();
        var missing = missing();
        if (!missing.isEmpty()) {
            create(missing, brokers);
            awaitKnown();
        }
        return brokers;
    }

    private void create(List<TopicLayout> missing, int brokers) throws InterruptedException {
        var topics = missing.stream().map(layout -> layout.toNewTopic(size, brokers)).toList();
        for (var creation : admin.createTopics(topics).values().entrySet()) {
            try {
                answer(creation.getValue());
                log.atInfo().addKeyValue("topic", creation.getKey()).log("topic created");
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed("cannot create topic " + creation.getKey(), e);
                }
            }
        }
    }

    /** Also those that this client may not describe: creating them has the cause. */
    private List<TopicLayout> missing() throws InterruptedException {
        var names = layouts.stream().map(TopicLayout::name).toList();
        var described = admin.describeTopics(names).topicNameValues();
        var missing = new ArrayList<TopicLayout>();
        for (var layout : layouts) {
            try {
                answer(Objects.requireNonNull(described.get(layout.name())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        && !(e.getCause() instanceof AuthorizationException)) {
                    throw failed("cannot describe topic " + layout.name(), e);
                }
                missing.add(layout);
            }
        }
        return missing;
    }

    /** Those that are registered, also while they are down. */
    private int brokers() throws InterruptedException {
        try {
            return answer(
                            admin.describeCluster(
                                            new DescribeClusterOptions().includeFencedBrokers(true))
                                    .nodes())
                    .size();
        } catch (ExecutionException e) {
            throw failed("cannot count the brokers", e);
        }
    }

    /** Adds partitions to topics that have fewer than they should; those with more stay. */
    private void grow(int brokers) throws InterruptedException {
        var topics = described();
        for (var layout : layouts) {
            var found = topic(topics, layout);
            var wanted = size.partitionsOf(layout, brokers);
            if (found.partitions().size() < wanted) {
                grow(layout, found.partitions().size(), wanted);
            }
            var replicas = replicasOf(found);
            if (replicas < size.replicasOn(brokers) && thin.add(layout.name())) {
                log.atWarn()
                        .addKeyValue("topic", layout.name())
                        .addKeyValue("replicas", replicas)
                        .log("topic has fewer replicas than new ones, reassign its partitions");
            }
        }
    }

    private void grow(TopicLayout layout, int from, int to) throws InterruptedException {
        try {
            answer(
                    admin.createPartitions(Map.of(layout.name(), NewPartitions.increaseTo(to)))
                            .all());
            log.atInfo()
                    .addKeyValue("topic", layout.name())
                    .addKeyValue("partitions", to)
                    .addKeyValue("before", from)
                    .log("topic grown");
        } catch (ExecutionException e) {
            // A relay may create topics and not grow them; another instance may have been first.
            if (!(e.getCause() instanceof AuthorizationException)
                    && !(e.getCause() instanceof InvalidPartitionsException)) {
                throw failed("cannot grow topic " + layout.name(), e);
            }
            log.debug("topic not grown", e);
        }
    }

    private static int replicasOf(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1);
    }

    /**
     * The controller answers that it made a topic before the broker that is asked next knows it.
     */
    private void awaitKnown() throws InterruptedException {
        var end = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (!areKnown() && System.nanoTime() - end < 0) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private boolean areKnown() throws InterruptedException {
        var names = layouts.stream().map(TopicLayout::name).toList();
        try {
            answer(admin.describeTopics(names).allTopicNames());
            return true;
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof UnknownTopicOrPartitionException);
        }
    }

    /**
     * Compares topics with their layouts and alters the settings that differ.
     *
     * @return as {@link #ensure}
     * @throws UnfitTopicException if a topic has another number of partitions, or a setting that
     *     may not be altered
     * @throws KafkaException also if a topic is missing
     */
    public Map<String, String> check() throws InterruptedException {
        var topics = described();
        alter(differences(topics));
        for (var layout : layouts) {
            var partitions = topic(topics, layout).partitions().size();
            if (layout.onePartition() && partitions != 1) {
                throw new UnfitTopicException(
                        "topic %s has %s partitions, must have 1: delete it, and it is created and published again"
                                .formatted(layout.name(), partitions));
            }
        }
        return ids(topics);
    }

    /**
     * How many messages are gone from the beginning of each topic that must be whole, by its name;
     * those that lost none are left out. Retention removed them before it was altered, or an
     * operator did.
     */
    public Map<String, Long> lost() throws InterruptedException {
        var first =
                layouts.stream()
                        .filter(TopicLayout::whole)
                        .collect(
                                Collectors.toMap(
                                        layout -> new TopicPartition(layout.name(), 0),
                                        _ -> OffsetSpec.earliest()));
        try {
            return answer(admin.listOffsets(first).all()).entrySet().stream()
                    .filter(found -> found.getValue().offset() > 0)
                    .collect(
                            Collectors.toMap(
                                    found -> found.getKey().topic(),
                                    found -> found.getValue().offset()));
        } catch (ExecutionException e) {
            throw failed("cannot read where topics begin", e);
        }
    }

    /** Returns the same ids as {@link #check}, without comparing anything. */
    public Map<String, String> ids() throws InterruptedException {
        return ids(described());
    }

    private static Map<String, String> ids(Map<String, TopicDescription> topics) {
        return topics.values().stream()
                .collect(
                        Collectors.toMap(
                                TopicDescription::name, topic -> topic.topicId().toString()));
    }

    /** Drops unanswered requests. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private static TopicDescription topic(
            Map<String, TopicDescription> topics, TopicLayout layout) {
        return Objects.requireNonNull(topics.get(layout.name()));
    }

    private Map<String, TopicDescription> described() throws InterruptedException {
        var names = layouts.stream().map(TopicLayout::name).toList();
        try {
            return answer(admin.describeTopics(names).allTopicNames());
        } catch (ExecutionException e) {
            throw failed(
                    e.getCause() instanceof UnknownTopicOrPartitionException
                            ? "a topic of %s is missing".formatted(names)
                            : "cannot describe " + names,
                    e);
        }
    }

    private record Difference(String topic, TopicSetting setting, String found) {
        @Override
        public String toString() {
            return "%s of topic %s is %s, must be %s"
                    .formatted(setting.name(), topic, found, setting.value());
        }
    }

    private List<Difference> differences(Map<String, TopicDescription> topics)
            throws InterruptedException {
        var resources = layouts.stream().collect(Collectors.toMap(TopicGuard::resource, l -> l));
        Map<ConfigResource, Config> found;
        try {
            found = answer(admin.describeConfigs(resources.keySet()).all());
        } catch (ExecutionException e) {
            throw failed("cannot read the settings of topics", e);
        }
        var differences = new ArrayList<Difference>();
        found.forEach(
                (resource, settings) -> {
                    var layout = Objects.requireNonNull(resources.get(resource));
                    for (var setting : layout.settings(size, replicasOf(topic(topics, layout)))) {
                        var entry = settings.get(setting.name());
                        var value = entry == null ? "" : String.valueOf(entry.value());
                        if (!setting.accepts(value)) {
                            differences.add(new Difference(resource.name(), setting, value));
                        }
                    }
                });
        return differences;
    }

    private void alter(List<Difference> differences) throws InterruptedException {
        if (differences.isEmpty()) {
            return;
        }
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var difference : differences) {
            var entry = new ConfigEntry(difference.setting().name(), difference.setting().value());
            changes.computeIfAbsent(resource(difference.topic()), _ -> new ArrayList<>())
                    .add(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
        }
        try {
            answer(admin.incrementalAlterConfigs(changes).all());
        } catch (ExecutionException e) {
            throw failed("%s, and may not be altered".formatted(differences), e);
        }
        for (var difference : differences) {
            log.atWarn()
                    .addKeyValue("topic", difference.topic())
                    .addKeyValue("setting", difference.setting().name())
                    .addKeyValue("found", difference.found())
                    .addKeyValue("altered", difference.setting().value())
                    .log("topic setting altered, messages may have been lost");
        }
    }

    private static ConfigResource resource(TopicLayout layout) {
        return resource(layout.name());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private <T> T answer(KafkaFuture<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswerException("no answer from Kafka within " + patience, e);
        }
    }

    /** Unfit where Kafka refuses; otherwise it may answer the next time. */
    private static KafkaException failed(String what, ExecutionException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        var message = "%s: %s".formatted(what, cause.getMessage());
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return new NoAnswerException(message, cause);
        }
        return cause instanceof AuthorizationException
                        || cause instanceof PolicyViolationException
                        || cause instanceof InvalidConfigurationException
                ? new UnfitTopicException(message)
                : new KafkaException(message, cause);
    }
}
