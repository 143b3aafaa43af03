package io.sixlane.provisioning.publication;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of concurrent writers while publishers are killed -9, Kafka goes away and PostgreSQL
 * restarts. Then what was acknowledged, the table, the topic and the image agree.
 *
 * <p>{@code -Dsixlane.outages.commands=4000 -Dsixlane.outages.kills=6} is the full size.
 */
@Timeout(180)
class OutagesIT {
    private static final int COMMANDS = Integer.getInteger("sixlane.outages.commands", 1_500);
    private static final int KILLS = Integer.getInteger("sixlane.outages.kills", 3);

    /** Of the kills, counted from 0, those that come with an outage as well. */
    private static final int KAFKA_AWAY = 1;

    private static final int POSTGRES_AWAY = 2;

    private static final int AT_ONCE = 64;
    private static final int ACCELERATORS = 60;

    /** Every fourth command is for the same accelerator. */
    private static final int HOT = 4;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void nothing_is_lost_repeated_or_out_of_order() throws Exception {
        var kafkaFolder = TestPlatform.folder("outages-kafka");
        var postgresFolder = TestPlatform.folder("outages-postgres");
        var log = TestPlatform.folder("outages-log").resolve("publishers.log");
        var kafka = EmbeddedKafka.start(kafkaFolder, 0);
        var postgres = EmbeddedPostgres.start(postgresFolder, 0);
        var bootstrapServers = kafka.bootstrapServers();
        var kafkaPort = Integer.parseInt(bootstrapServers.replaceFirst(".*:", ""));
        var postgresPort = postgres.port();
        postgres.createDatabase("outages");
        var publishers = new ArrayList<Process>();
        try (var fixture = new StoreFixture("outages", postgresPort);
                var writers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var ids = Stream.generate(StoreFixture::newAccelerator).limit(ACCELERATORS).toList();
            for (var id : ids) {
                fixture.append(id, 0, created(id));
            }
            for (var i = 0; i < 2; i++) {
                publishers.add(start(bootstrapServers, fixture, log));
            }
            var acknowledged = ConcurrentHashMap.<String>newKeySet();
            var commands = new ArrayList<Future<?>>();
            for (var number = 0; number < COMMANDS; number++) {
                var id = ids.get(number % HOT == 0 ? 0 : 1 + number % (ACCELERATORS - 1));
                commands.add(
                        writers.submit(() -> acknowledged.add(fixture.renameWhateverHappens(id))));
            }

            for (var kill = 0; kill < KILLS; kill++) {
                // Spread over the commands, however fast the machine is.
                var share = COMMANDS * (kill + 1) / (KILLS + 2);
                await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() >= share);
                pause(random.nextInt(200));
                publishers.get(kill % 2).destroyForcibly().waitFor();
                publishers.set(kill % 2, start(bootstrapServers, fixture, log));
                if (kill == KAFKA_AWAY) {
                    kafka.close();
                    pause(1_000);
                    kafka = EmbeddedKafka.start(kafkaFolder, kafkaPort);
                }
                if (kill == POSTGRES_AWAY) {
                    postgres.close();
                    pause(500);
                    postgres = EmbeddedPostgres.start(postgresFolder, postgresPort);
                }
            }
            for (var command : commands) {
                command.get(60, TimeUnit.SECONDS);
            }

            assertThat(KILLS).as("both outages come with a kill").isGreaterThan(POSTGRES_AWAY);
            assertThat(acknowledged).hasSize(COMMANDS);
            var table = new HashMap<String, List<RecordedEvent>>();
            ids.forEach(id -> table.put(id, fixture.load(id)));
            assertThat(table.values().stream().mapToInt(List::size).sum())
                    .as("seed %d", seed)
                    .isEqualTo(COMMANDS + ACCELERATORS);
            assertThat(table.values()).allMatch(EventHash::verify);
            try (var topics = new TopicReader(bootstrapServers)) {
                await().atMost(60, TimeUnit.SECONDS)
                        .untilAsserted(
                                () ->
                                        assertThat(new LinkedHashSet<>(topics.events(ids)))
                                                .hasSize(COMMANDS + ACCELERATORS));
                ids.forEach(
                        id ->
                                assertThat(new LinkedHashSet<>(topics.events(List.of(id))))
                                        .as("seed %d", seed)
                                        .containsExactlyElementsOf(table.get(id)));
                await().atMost(60, TimeUnit.SECONDS)
                        .untilAsserted(
                                () ->
                                        assertThat(image(topics.records(ids)))
                                                .isEqualTo(image(fixture.records(ids))));
            }
        } finally {
            for (var publisher : publishers) {
                publisher.destroyForcibly().waitFor();
            }
            kafka.close();
            postgres.close();
        }
    }

    private static ConfigurationImage image(List<AcceleratorRecord> records) {
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        records.forEach(delta::replay);
        return delta.apply();
    }

    private static Process start(String bootstrapServers, StoreFixture fixture, Path log)
            throws IOException {
        return PublisherProcess.start(
                bootstrapServers,
                fixture.jdbcUrl(),
                PublicationStep.LOCKED,
                Integer.MAX_VALUE,
                log);
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
