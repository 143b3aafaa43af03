package io.sixlane.catalog;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.sixlane.fleet.Secrets;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.FreePorts;
import io.sixlane.topics.BusRights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;

/** A broker that is not there, comes, goes, and is another one: the catalog continues. */
class CatalogWithoutKafkaIT {
    /** Shorter than as it ships: each waits for a broker that this test knows is not there. */
    private static final String[] IMPATIENT = {
        "--spring.cloud.stream.kafka.binder.configuration.request.timeout.ms=1000",
        "--spring.cloud.stream.kafka.binder.configuration.default.api.timeout.ms=1000",
        "--spring.cloud.stream.kafka.binder.producer-properties.max.block.ms=1000",
        "--spring.cloud.stream.kafka.binder.producer-properties.request.timeout.ms=1000",
        "--spring.cloud.stream.kafka.binder.producer-properties.delivery.timeout.ms=2000",
        "--spring.cloud.stream.kafka.binder.producer-properties.reconnect.backoff.max.ms=200",
    };

    @Test
    void serves_while_kafka_is_down_publishes_once_it_is_up_and_fills_a_new_topic(
            @TempDir Path folder) throws Exception {
        var port = FreePorts.next();
        var secrets = new Secrets(folder.resolve("secrets"));
        var broker = EmbeddedKafka.beforeStart(secrets, port, "catalog");
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0)) {
            try (var service = RunningCatalog.start(postgres, broker, IMPATIENT)) {
                setPrice(service, 70_000);
                service.client()
                        .get()
                        .uri("/actuator/health/readiness")
                        .exchange()
                        .expectStatus()
                        .isOk();
                await().atMost(Duration.ofMinutes(2)).until(() -> hasFailed(service));

                try (var kafka = start(folder.resolve("kafka"), secrets, port)) {
                    awaitEverything(kafka);
                    // A batch that was under way when the price changed may arrive before it.
                    await().atMost(Duration.ofSeconds(60)).until(() -> version(kafka) == 2);
                }

                setPrice(service, 71_000);
                try (var kafka = start(folder.resolve("kafka"), secrets, port)) {
                    await().atMost(Duration.ofSeconds(60)).until(() -> version(kafka) == 3);
                }
            }
            try (var kafka = start(folder.resolve("another"), secrets, port);
                    var _ = RunningCatalog.start(postgres, broker, IMPATIENT)) {
                awaitEverything(kafka);
            }
        }
    }

    /** Another broker with the same passwords. */
    private static EmbeddedKafka start(Path folder, Secrets secrets, int port) {
        var kafka =
                EmbeddedKafka.start(folder, secrets, folder.resolve("fleet"), "127.0.0.1", port);
        kafka.admit(List.of(BusRights.ofService("catalog")));
        return kafka;
    }

    private static void awaitEverything(EmbeddedKafka kafka) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> PublishedEntries.read(kafka).size() == SoldCatalog.entries().size());
    }

    private static boolean hasFailed(RunningCatalog service) {
        var meters =
                requireNonNull(
                        service.client()
                                .get()
                                .uri("/actuator/prometheus")
                                .exchange()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());
        return meters.lines()
                .anyMatch(
                        line -> line.matches("sixlane_catalog_publication_failures_total [1-9].*"));
    }

    private static void setPrice(RunningCatalog service, int minorUnits) {
        service.client()
                .patch()
                .uri("/v1/specifications/MEDIUM_I")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                        "{\"monthlyPrice\":{\"currency\":\"USD\",\"minorUnits\":%s}}"
                                .formatted(minorUnits))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static long version(EmbeddedKafka kafka) {
        return requireNonNull(PublishedEntries.read(kafka).get("specification/MEDIUM_I")).version();
    }
}
