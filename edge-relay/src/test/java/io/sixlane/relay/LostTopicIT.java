package io.sixlane.relay;

import static io.sixlane.relay.RelayIT.ask;
import static io.sixlane.relay.RelayIT.publish;
import static io.sixlane.relay.RelayIT.relay;
import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.listener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.topics.KafkaAccess;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The images topic is deleted and filled again, while a relay restarts. */
@Timeout(120)
@ResourceLock(RelayIT.CONTEXT)
class LostTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void a_relay_that_restarts_while_the_topic_is_refilled_keeps_missing_accelerators(
            @TempDir Path folder) throws Exception {
        var moved = FreePorts.next();
        var first = FreePorts.next();
        var second = FreePorts.next();
        try (var origin = Origin.greeting("hello");
                var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            var operator = kafka.operator();
            var lost = RelayTopics.ensure(operator, PATIENCE);
            publish(
                    operator,
                    accelerator("ga-1", 1, "::1", 9, listener("lsr-1", first, origin.port())),
                    accelerator("ga-2", 1, "::1", 9, listener("lsr-2", second, origin.port())));
            try (var _ = relay(folder, kafka.relay("relay-1"))) {
                awaitHello(first);
                awaitHello(second);
            }

            deleteImages(operator);
            assertThat(RelayTopics.ensure(operator, PATIENCE)).isNotEqualTo(lost);
            publish(
                    operator,
                    accelerator("ga-1", 2, "::1", 9, listener("lsr-1", moved, origin.port())));
            try (var _ = relay(folder, kafka.relay("relay-1"))) {
                awaitHello(moved); // it has caught up
                assertThat(ask(second)).isEqualTo("hello");

                publish(
                        operator,
                        new AcceleratorRemoved(
                                new AcceleratorId("ga-2"), 2, "0".repeat(64), Instant.EPOCH));
                await().untilAsserted(
                                () ->
                                        assertThatThrownBy(() -> ask(second))
                                                .isInstanceOf(ConnectException.class));
            }
        }
    }

    private static void awaitHello(int port) {
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ask(port)).isEqualTo("hello"));
    }

    private static void deleteImages(KafkaAccess kafka) throws Exception {
        try (var admin = Admin.create(kafka.settings())) {
            admin.deleteTopics(List.of(Topics.IMAGES)).all().get();
        }
    }
}
