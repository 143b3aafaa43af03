package io.sixlane.provisioning.database;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.ApiClient;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.ProvisioningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** PostgreSQL is restarted while clients wait for relays: what was committed is answered. */
class RestartedDatabaseIT {
    private static final int CLIENTS = 12;
    private static final String REGION = "restarted";
    private static final String RELAY = "relay-restarted";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void committed_changes_are_answered_and_no_repeat_makes_a_second_one() throws Exception {
        var folder = TestPlatform.folder("restarted-postgres");
        var postgres = EmbeddedPostgres.start(folder, 0);
        postgres.createDatabase("provisioning");
        var application = start(postgres);
        var heart = Executors.newSingleThreadScheduledExecutor();
        try (var producer = producer();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var api =
                    new ApiClient(
                            Objects.requireNonNull(application.getWebServer()).getPort(),
                            StoreFixture.ACTOR.account());
            var beats = heart.scheduleWithFixedDelay(() -> beat(producer), 0, 1, TimeUnit.SECONDS);
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    api.get("/v1/relays")
                                            .json()
                                            .findValuesAsString("id")
                                            .contains(RELAY));
            var ids = new ArrayList<String>();
            for (var i = 0; i < CLIENTS; i++) {
                ids.add(accelerator(application, i));
            }

            // The relay lives and never applies anything, so everybody waits.
            var answers = new HashMap<String, CompletableFuture<Answer>>();
            ids.forEach(id -> answers.put(id, supplyAsync(() -> addListener(api, id), callers)));
            await().atMost(PATIENCE)
                    .until(() -> ids.stream().allMatch(id -> revision(api, id) == 3));
            assertThat(answers.values()).noneMatch(CompletableFuture::isDone);
            postgres.close();
            postgres = EmbeddedPostgres.start(folder, postgres.port());

            for (var id : ids) {
                var answer = answers.get(id).get(60, TimeUnit.SECONDS);
                assertThat(answer.status()).as("%s", answer.response().body()).isEqualTo(202);
                assertThat(answer.header("Sixlane-Programmed")).isEqualTo("false");
                assertThat(answer.header("ETag")).isEqualTo("\"3\"");
            }
            await().atMost(PATIENCE).until(() -> api.get("/v1/quotas").status() == 200);
            for (var id : ids) {
                var repeated = addListener(api, id);
                assertThat(repeated.status()).isEqualTo(202);
                assertThat(repeated.text("/answer/id"))
                        .isEqualTo(answers.get(id).join().text("/answer/id"));
                assertThat(revision(api, id)).isEqualTo(3);
            }
            assertThat(beats.isDone()).isFalse();
        } finally {
            heart.shutdownNow();
            SpringApplication.exit(application);
            postgres.close();
        }
    }

    private static Answer addListener(ApiClient api, String id) {
        return api.post(
                "/v1/accelerators/" + id + "/listeners?wait=8s",
                "{'name':'web','protocol':'TCP','ports':[{'from':80,'to':80}]}",
                "Idempotency-Key",
                "key-" + id);
    }

    private static long revision(ApiClient api, String id) {
        return api.get("/v1/accelerators/" + id).json().path("revision").asLong();
    }

    private static String accelerator(WebServerApplicationContext application, int number) {
        var id = StoreFixture.newAccelerator();
        var region =
                new AccelerationRegion(
                        "ASIA_PACIFIC", REGION, 5, IpVersion.IPV6, "2001:db8:7::" + number);
        var change =
                new Change(
                        StoreFixture.ACTOR,
                        StoreFixture.AT,
                        List.of(
                                new Append(
                                        id,
                                        0,
                                        List.of(
                                                created(id),
                                                new AccelerationRegionsAdded(List.of(region))))));
        TestPlatform.await(application.getBean(EventStore.class).append(change));
        return id;
    }

    private static WebServerApplicationContext start(EmbeddedPostgres postgres) {
        return (WebServerApplicationContext)
                SpringApplication.run(
                        ProvisioningApplication.class,
                        TestPlatform.arguments(
                                postgres,
                                "provisioning",
                                TestPlatform.service(),
                                "--SIXLANE_CHECKPOINT_KEY_FILE="
                                        + TestPlatform.folder("restarted-key").resolve("key.pem")));
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                TestPlatform.kafka().operator().settings(),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void beat(KafkaProducer<String, byte[]> producer) {
        var now = Instant.now();
        var beat =
                new Heartbeat(
                        RELAY,
                        REGION,
                        Instant.EPOCH,
                        now,
                        "portable",
                        0,
                        0,
                        0,
                        "kafka",
                        List.of(),
                        List.of(),
                        null);
        var message =
                new ProducerRecord<>(Topics.RELAY_STATUS, "relay-1", ConfigurationJson.write(beat));
        var _ = producer.send(message);
    }
}
