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
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic that relays write; made by whichever service comes first. */
final class StatusTopic {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final ConfigEntry CLOCK =
            new ConfigEntry(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
    private static final Logger log = LoggerFactory.getLogger(StatusTopic.class);

    private StatusTopic() {}

    /**
     * Returns when it is there. One partition: the order in which each relay said it. The broker's
     * clock says when: the clocks of relays may be wrong.
     */
    static void ensure(String bootstrapServers)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        var topic =
                new NewTopic(Topics.RELAY_STATUS, Optional.of(1), Optional.empty())
                        .configs(Map.of(CLOCK.name(), CLOCK.value()));
        var admin = Admin.create(settings);
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            setClock(admin);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** Of a topic that was there before; without the right to do so it stays as it is. */
    private static void setClock(Admin admin) throws InterruptedException, TimeoutException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RELAY_STATUS);
        var change = List.of(new AlterConfigOp(CLOCK, AlterConfigOp.OpType.SET));
        try {
            admin.incrementalAlterConfigs(Map.of(topic, change))
                    .all()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            log.atWarn()
                    .addKeyValue("wanted", CLOCK.name() + "=" + CLOCK.value())
                    .addKeyValue("cause", e.getCause())
                    .log("the status topic may go by the clocks of relays, set it by hand");
        }
    }
}
