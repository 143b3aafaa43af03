package io.sixlane.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTopicsIT {
    @Test
    void relay_statuses_are_dated_by_the_brokers_clock(@TempDir Path folder) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RELAY_STATUS);
        try (var kafka = EmbeddedKafka.start(folder, 0);
                var admin = Admin.create(kafka.operator().settings())) {
            RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(30));

            var settings = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            assertThat(Objects.requireNonNull(settings).get("message.timestamp.type").value())
                    .isEqualTo("LogAppendTime");
        }
    }
}
