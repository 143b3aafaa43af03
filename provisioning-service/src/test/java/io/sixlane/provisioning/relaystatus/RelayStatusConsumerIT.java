package io.sixlane.provisioning.relaystatus;

import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** What an instance that is killed leaves to the others, on a real broker. */
class RelayStatusConsumerIT {
    private final String relay =
            "relay-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);

    @Test
    void hears_relays_soon_after_the_instance_that_read_the_topic_was_killed() throws Exception {
        try (var application = new RunningApplication(TestPlatform.bootstrapServers())) {
            application.bean(RelayStatusConsumer.class).stop();
            var survivor =
                    new RelayStatusConsumer(
                            application.bean(RelayStatusProperties.class),
                            application.bean(StatusNotes.class),
                            application.bean(RefusedStatusRepository.class));
            readAndDie(survivor);

            survivor.start();
            try {
                application.send(
                        Topics.RELAY_STATUS,
                        relay,
                        new Heartbeat(
                                relay, "hk", Instant.now(), Instant.now(), "p", 0, 0, 0, "kafka"));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> application.get("/v1/relays").body().contains(relay));
            } finally {
                survivor.stop();
            }
        }
    }

    /** Ends like a process that is killed: the group does not hear of it. */
    private static void readAndDie(RelayStatusConsumer instance) {
        var reading =
                new KafkaConsumer<>(
                        instance.settings(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        reading.subscribe(List.of(Topics.RELAY_STATUS));
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            reading.poll(Duration.ofMillis(100)).forEach(_ -> {});
                            return !reading.assignment().isEmpty();
                        });
        reading.close(
                CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
    }
}
