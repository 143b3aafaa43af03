package io.sixlane.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.relay.listener.Fixtures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayPublisherIT {
    @Test
    void reports_that_kafka_is_away_instead_of_waiting_for_it() {
        // Port 1 of loopback: nobody listens there.
        var publisher =
                new RelayPublisher(
                        Fixtures.properties("::1/128", Path.of("unused"), Fixtures.NO_KAFKA),
                        Clock.systemUTC());
        List<Boolean> told = new ArrayList<>();
        publisher.start();
        try {
            assertThat(publisher.publish("topic", "key", new byte[0], told::add)).isFalse();
            assertThat(told).containsExactly(false);
        } finally {
            publisher.stop();
        }
        assertThat(publisher.publish("topic", "key", new byte[0], told::add)).isFalse();
        assertThat(told).containsExactly(false, false);
    }

    @Test
    void a_record_that_is_too_large_is_skipped_and_holds_up_no_other(@TempDir Path folder)
            throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(20));
            var publisher =
                    new RelayPublisher(
                            Fixtures.properties(
                                    "::1/128", Path.of("unused"), kafka.relay("relay-1")),
                            Clock.systemUTC());
            List<Boolean> told = new CopyOnWriteArrayList<>();
            publisher.start();
            try {
                await().until(
                                () ->
                                        publisher.publish(
                                                Topics.RELAY_STATUS, "key", new byte[1], _ -> {}));
                var large = new byte[20 << 20];
                assertThat(publisher.publish(Topics.RELAY_STATUS, "key", large, told::add))
                        .isTrue();
                assertThat(publisher.publish(Topics.RELAY_STATUS, "key", new byte[1], told::add))
                        .isTrue();
                await().untilAsserted(() -> assertThat(told).containsExactly(true, true));
            } finally {
                publisher.stop();
            }
        }
    }
}
