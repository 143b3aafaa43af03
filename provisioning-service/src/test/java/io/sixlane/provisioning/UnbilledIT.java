package io.sixlane.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.ApiClient.Answer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Orders of an operator who sells nothing, whatever the catalog's prices are. */
class UnbilledIT {
    private static WebServerApplicationContext context;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        context =
                (WebServerApplicationContext)
                        SpringApplication.run(
                                ProvisioningApplication.class,
                                TestPlatform.arguments(
                                        TestPlatform.newDatabase(),
                                        TestPlatform.service(),
                                        "--SIXLANE_PAYMENT_METHOD=NONE"));
        publish(new RegionEntry("cn-hongkong", 1, "hk", "ASIA_PACIFIC", false, true));
        publish(new SpecificationEntry("SMALL_II", 1, "Small II", 2, 40, 10_000, usd(1)));
        publish(
                new BandwidthTypeEntry(
                        "PREMIUM",
                        1,
                        "Premium",
                        true,
                        true,
                        Set.of(EndpointType.values()),
                        usd(1),
                        usd(1)));
        api = new ApiClient(Objects.requireNonNull(context.getWebServer()).getPort(), "own");
    }

    @AfterAll
    static void stop() {
        SpringApplication.exit(context);
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    private static void publish(CatalogEntry entry) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        TestPlatform.kafka().operator().settings(),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.CATALOG, entry.key(), ConfigurationJson.write(entry)))
                    .get();
        }
    }

    @Test
    void an_order_is_fulfilled_at_once_without_price_and_end() {
        await().atMost(Duration.ofSeconds(60)).until(() -> order("open").status() == 201);
        var order = order("one");
        assertThat(order.text("/status")).isEqualTo("PAID");
        assertThat(order.json().at("/total/minorUnits").longValue()).isZero();
        assertThat(order("one").json()).isEqualTo(order.json());
        var made = api.get("/v1/accelerators/" + order.text("/acceleratorId"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().at("/expiresAt").isNull()).isTrue();
        assertThat(api.post("/v1/orders/" + order.text("/id") + "/payment", "").status())
                .isEqualTo(200);

        var month = api.post("/v1/orders", ORDER.formatted("'unit':'MONTH','count':1"));
        assertThat(month.problem()).isEqualTo("term-not-offered");
        assertThat(month.text("/detail"))
                .isEqualTo("A term of 1 month is not sold here; take OPEN_ENDED");
        assertThat(month.json().at("/openEnded").booleanValue()).isTrue();
    }

    private static final String ORDER =
            "{'specification':'SMALL_II','bandwidthType':'PREMIUM','peakBandwidthMbps':10,"
                    + "'term':{%s}}";

    private static Answer order(String key) {
        return api.post(
                "/v1/orders", ORDER.formatted("'unit':'OPEN_ENDED'"), "Idempotency-Key", key);
    }
}
