package io.sixlane.relay.publication;

import io.sixlane.configuration.log.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;

/** The topics a relay reads and writes, made by whichever service comes first. */
public final class RelayTopics {
    private static final List<NewTopic> WANTED =
            List.of(
                    topic(Topics.IMAGES)
                            .configs(
                                    Map.of(
                                            TopicConfig.CLEANUP_POLICY_CONFIG,
                                            TopicConfig.CLEANUP_POLICY_COMPACT)),
                    // When a relay said something is known by the clock of the broker alone.
                    topic(Topics.RELAY_STATUS)
                            .configs(
                                    Map.of(
                                            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                            TimestampType.LOG_APPEND_TIME.name)),
                    topic(Topics.RELAY_REPORTS),
                    topic(Topics.RELAY_FLOWS));

    private RelayTopics() {}

    /**
     * Makes those that are missing.
     *
     * @return the id of the images topic: another one after it was lost and made anew
     * @throws KafkaException when Kafka does not answer within {@code patience}
     */
    public static String ensure(String bootstrapServers, Duration patience)
            throws InterruptedException {
        var millis = Math.toIntExact(patience.toMillis());
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        try (var admin = Admin.create(settings)) {
            try {
                for (var made : admin.createTopics(WANTED).values().values()) {
                    try {
                        made.get(millis, TimeUnit.MILLISECONDS);
                    } catch (ExecutionException e) {
                        if (!(e.getCause() instanceof TopicExistsException)) {
                            throw new KafkaException("topics not made", e.getCause());
                        }
                    }
                }
                return imagesId(admin, millis);
            } catch (TimeoutException _) {
                throw new KafkaException(
                        "no answer from %s within %s".formatted(bootstrapServers, patience));
            } finally {
                admin.close(Duration.ZERO);
            }
        }
    }

    private static String imagesId(Admin admin, int millis)
            throws InterruptedException, TimeoutException {
        try {
            var found =
                    admin.describeTopics(List.of(Topics.IMAGES))
                            .allTopicNames()
                            .get(millis, TimeUnit.MILLISECONDS);
            return Objects.requireNonNull(found.get(Topics.IMAGES)).topicId().toString();
        } catch (ExecutionException e) {
            throw new KafkaException("the images topic is not described", e.getCause());
        }
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty());
    }
}
