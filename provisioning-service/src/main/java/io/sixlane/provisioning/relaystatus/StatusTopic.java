package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.log.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that relays write; made by whichever service comes first. */
final class StatusTopic {
    private static final int PATIENCE_MILLIS = 5_000;

    private StatusTopic() {}

    /** Returns when it is there. One partition: the order in which each relay said it. */
    static void ensure(String bootstrapServers)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        var topic = new NewTopic(Topics.RELAY_STATUS, Optional.of(1), Optional.empty());
        var admin = Admin.create(settings);
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
