package io.sixlane.provisioning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.order.Money;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.joining.FleetFixture;
import io.sixlane.provisioning.joining.JoiningProbe;
import io.sixlane.provisioning.subscription.AutoRenewalProbe;
import io.sixlane.provisioning.subscription.Renewals;
import io.sixlane.testsupport.ApiReference;
import io.sixlane.topics.FleetReader;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service over HTTP, on a PostgreSQL and a Kafka of its own. */
class ProvisioningApiIT {
    private static final String ORDER =
            "{'specification':'SMALL_I','bandwidthType':'PREMIUM','peakBandwidthMbps':10,"
                    + "'crossBorderMbps':null,'term':{'unit':'MONTH','count':2}}";
    private static final String AREA =
            "{'area':'ASIA_PACIFIC','regions':[{'region':'cn-hongkong','bandwidthMbps':10,"
                    + "'ipVersion':'IPV6'}]}";
    private static final String LISTENER =
            "{'name':'web','protocol':'TCP','ports':[{'from':80,'to':80}],"
                    + "'clientAffinity':'SOURCE_IP'}";
    private static final String GROUP =
            "{'name':'silicon-valley','region':'us-west-1','backendService':'OFF_CLOUD',"
                    + "'reserveClientIp':false,'endpoints':[{'type':'CUSTOM_IP',"
                    + "'address':'127.0.0.1','weight':255}],"
                    + "'portOverrides':[{'listenerPort':80,'endpointPort':8081}]}";

    private static EmbeddedKafka kafka;
    private static FleetFixture fleetFiles;
    private static WebServerApplicationContext context;
    private static ApiClient api;
    private static Answer beforeTheCatalog;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(TestPlatform.folder("api-kafka"), 0);
        fleetFiles = FleetFixture.create();
        context =
                (WebServerApplicationContext)
                        SpringApplication.run(
                                ProvisioningApplication.class,
                                Stream.concat(
                                                Stream.of(
                                                        TestPlatform.arguments(
                                                                TestPlatform.newDatabase(),
                                                                kafka.service("provisioning"),
                                                                "--SIXLANE_ADDRESS_POOLS=cn-hongkong=fd00:1::/64,cn-hongkong=192.0.2.0/24,tiny=fd00:2::/127",
                                                                "--SIXLANE_ADDRESS_QUARANTINE=0s",
                                                                "--sixlane.accounts.counted.listeners=3",
                                                                "--sixlane.accounts.counted.client-ip=OFF,PROXY_V2",
                                                                "--SIXLANE_ENDPOINT_ALLOWED_PREFIXES=127.0.0.0/8")),
                                                Stream.of(fleetFiles.settings()))
                                        .toArray(String[]::new));
        var port = Objects.requireNonNull(context.getWebServer()).getPort();
        api = new ApiClient(port, "acme");
        beforeTheCatalog = api.post("/v1/orders", ORDER);
        publish(region("cn-hongkong", true));
        publish(region("us-west-1", false));
        publish(region("tiny", true));
        publish(new SpecificationEntry("SMALL_I", 1, "Small I", 1, 20, 5_000, usd(16_500)));
        publish(
                new BandwidthTypeEntry(
                        "PREMIUM",
                        1,
                        "Premium",
                        true,
                        true,
                        Set.of(EndpointType.values()),
                        usd(3_000),
                        usd(5_000)));
        var copy = context.getBean(CatalogCopy.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> copy.bandwidthType("PREMIUM").blockOptional().isPresent());
    }

    @AfterAll
    static void stop() {
        SpringApplication.exit(context);
        kafka.close();
    }

    private static RegionEntry region(String code, boolean ipv6) {
        return new RegionEntry(code, 1, code, "ASIA_PACIFIC", false, ipv6);
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    private static void publish(CatalogEntry entry) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        kafka.operator().settings(),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            var sent =
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.CATALOG, entry.key(), ConfigurationJson.write(entry)));
            assertThat(sent.get().hasOffset()).isTrue();
        }
    }

    private static final String WHOLE =
            "{'bundle':{'specification':'SMALL_I','bandwidthType':'PREMIUM',"
                    + "'peakBandwidthMbps':10},'term':{'unit':'MONTH','count':1},'name':'shop',"
                    + "'areas':[%s],'listeners':[%s]}"
                            .formatted(
                                    AREA,
                                    LISTENER.replace("}]", "}],'endpointGroups':[" + GROUP + "]"));

    @Test
    void one_call_makes_an_accelerator_that_is_paid_and_configured() {
        var client = api.as("whole");
        var made = client.post("/v1/accelerators", WHOLE, "Idempotency-Key", "whole");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var path = "/v1/accelerators/" + made.text("/id");
        assertThat(made.header("Location")).isEqualTo(path);
        assertThat(made.text("/name")).isEqualTo("shop");
        assertThat(made.text("/plan/planId")).startsWith("gbwp-");
        assertThat(made.text("/regions/0/acceleratedIp")).startsWith("fd00:1::");
        assertThat(made.text("/listeners/0/endpointGroups/0/endpoints/0/address"))
                .isEqualTo("127.0.0.1");
        assertThat(client.get(path).json()).isEqualTo(made.json());
        assertThat(client.get("/v1/orders").text("/items/0/status")).isEqualTo("PAID");
        var again = client.post("/v1/accelerators", WHOLE, "Idempotency-Key", "whole");
        assertThat(again.text("/id")).isEqualTo(made.text("/id"));
        assertThat(client.get("/v1/accelerators").json().at("/items")).hasSize(1);
    }

    @Test
    void one_call_makes_an_accelerator_with_a_plan_that_the_account_has() {
        var client = api.as("planned");
        var term = "'term':{'unit':'MONTH','count':1}";
        var plan =
                "{'kind':'PLAN','bandwidthType':'PREMIUM','bandwidthMbps':10,%s}".formatted(term);
        var order = client.post("/v1/orders", plan).text("/id");
        var planId = client.post("/v1/orders/" + order + "/payment", "").text("/bandwidthPlanId");
        var whole =
                WHOLE.replaceFirst(
                        "'bundle':\\{[^}]*}",
                        "'specification':'SMALL_I'," + "'bandwidthPlanId':'" + planId + "'");

        assertThat(api.as("plan-thief").post("/v1/accelerators", whole).problem())
                .isEqualTo("bandwidth-plan-not-found");
        assertThat(api.as("plan-thief").get("/v1/orders").json().at("/items")).isEmpty();
        var made = client.post("/v1/accelerators", whole);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.text("/plan/planId")).isEqualTo(planId);
        var orders = client.get("/v1/orders").json().at("/items").valueStream();
        assertThat(orders)
                .filteredOn(it -> it.path("kind").asString().equals("INSTANCE"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.path("specification").asString()).isEqualTo("SMALL_I");
                            assertThat(it.at("/total/minorUnits").longValue()).isEqualTo(16_500);
                            assertThat(it.path("acceleratorId").asString())
                                    .isEqualTo(made.text("/id"));
                        });
        assertThat(client.post("/v1/accelerators", whole).problem())
                .isEqualTo("bandwidth-plan-taken");
        assertThat(
                        client.post(
                                        "/v1/accelerators",
                                        WHOLE.replace(
                                                "'bundle'", "'bandwidthPlanId':'gbwp-1','bundle'"))
                                .badFields())
                .containsExactly("/bandwidthPlanId");
    }

    @Test
    void an_accelerator_without_an_end_costs_nothing_in_advance_and_its_days_afterwards() {
        var client = api.as("open-ended");
        var made =
                client.post(
                        "/v1/accelerators",
                        WHOLE.replace("'unit':'MONTH','count':1", "'unit':'OPEN_ENDED'"));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.json().at("/expiresAt").isNull()).isTrue();
        var order = client.get("/v1/orders").json().at("/items/0");
        assertThat(order.at("/total/minorUnits").longValue()).isZero();
        assertThat(order.at("/term/unit").asString()).isEqualTo("OPEN_ENDED");

        var path = "/v1/accelerators/" + made.text("/id");
        var month = YearMonth.now(ZoneOffset.UTC);
        var charge = client.get(path + "/charges?month=" + month);
        assertThat(charge.json().at("/daysCharged").intValue()).isBetween(1, 2);
        var days = charge.json().at("/daysCharged").longValue();
        assertThat(charge.json().at("/amount/minorUnits").longValue())
                .isCloseTo((16_500 + 10 * 3_000) * days / month.lengthOfMonth(), within(1L));
        assertThat(client.get(path + "/charges?month=2020-01").json().at("/daysCharged").intValue())
                .isZero();
        assertThat(api.as("other").get(path + "/charges?month=2020-01").status()).isEqualTo(404);
    }

    @Test
    void an_accelerator_is_renewed_once_for_each_end() {
        var client = api.as("renewed");
        var made = client.post("/v1/accelerators", WHOLE);
        var id = new AcceleratorId(made.text("/id"));
        var image =
                Objects.requireNonNull(context.getBean(AcceleratorViews.class).find(id).block());
        var renewals = context.getBean(Renewals.class);
        renewals.renew(image).block();
        renewals.renew(image).block();
        var end = Instant.parse(client.get("/v1/accelerators/" + id).text("/expiresAt"));
        assertThat(end)
                .isEqualTo(
                        Instant.parse(made.text("/expiresAt"))
                                .atOffset(ZoneOffset.UTC)
                                .plusMonths(1)
                                .toInstant());
        assertThat(client.get("/v1/orders").json().at("/items")).hasSize(2);
    }

    @Test
    void an_account_chooses_which_accelerators_renew_by_themselves() {
        var client = api.as("chooser");
        var chosen = "/v1/accelerators/" + client.post("/v1/accelerators", WHOLE).text("/id");
        var other = "/v1/accelerators/" + client.post("/v1/accelerators", WHOLE).text("/id");
        assertThat(client.get(chosen).json().path("autoRenew").asBoolean(true)).isFalse();
        var set = client.put(chosen + "/auto-renewal", "{'autoRenew':true}");
        assertThat(set.status()).as(set.response().body()).isEqualTo(200);
        assertThat(set.json().path("autoRenew").asBoolean()).isTrue();
        var end = client.get(chosen).text("/expiresAt");
        var otherEnd = client.get(other).text("/expiresAt");

        AutoRenewalProbe.in(context).lookAt(Instant.parse(end).minus(Duration.ofHours(20)));

        assertThat(client.get(chosen).text("/expiresAt")).isGreaterThan(end);
        assertThat(client.get(other).text("/expiresAt")).isEqualTo(otherEnd);
        assertThat(client.get(chosen + "/events").json().toString())
                .contains("AutoRenewalChanged", "TermExtended");
        assertThat(
                        client.put(chosen + "/auto-renewal", "{}")
                                .json()
                                .path("autoRenew")
                                .asBoolean(true))
                .isFalse();
    }

    @Test
    void an_accelerator_that_cannot_be_configured_is_not_bought() {
        var client = api.as("nothing");
        var refused = client.post("/v1/accelerators", WHOLE.replace("cn-hongkong", "nowhere"));
        assertThat(refused.problem()).isEqualTo("unknown-region");
        assertThat(client.post("/v1/accelerators", "{'bundle':{},'areas':[{}]}").badFields())
                .contains("/bundle/specification", "/term", "/areas/0/area");
        assertThat(client.get("/v1/accelerators").json().at("/items")).isEmpty();
        assertThat(client.get("/v1/orders").json().at("/items")).isEmpty();
        assertThat(client.get("/v1/bandwidth-plans").json().at("/items")).isEmpty();
    }

    @Test
    void a_dry_run_shows_everything_that_one_call_would_make() {
        var client = api.as("dry");
        var dry = client.post("/v1/accelerators?dryRun=true", WHOLE);
        assertThat(dry.status()).as(dry.response().body()).isEqualTo(200);
        assertThat(dry.response().body())
                .contains("OrderPlaced", "OrderPaid", "ListenerAdded", "EndpointGroupAdded");
        assertThat(client.get("/v1/accelerators").json().at("/items")).isEmpty();
        assertThat(client.get("/v1/orders").json().at("/items")).isEmpty();
    }

    /** The path of a new accelerator, paid and bound. */
    private static String newAccelerator(ApiClient client) {
        var order = client.post("/v1/orders", ORDER).text("/id");
        var paid = client.post("/v1/orders/" + order + "/payment", "");
        var path = "/v1/accelerators/" + paid.text("/acceleratorId");
        var bound = client.put(path + "/bandwidth-plans/" + paid.text("/bandwidthPlanId"), "");
        assertThat(bound.status()).isEqualTo(200);
        return path;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders",
                "/v1/accelerators",
                "/v1/accelerators/{id}/renewals",
                "/v1/accelerators/{id}/acceleration-areas",
                "/v1/accelerators/{id}/listeners",
                "/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups"
            })
    void operations_that_create_are_described_with_201(String path) {
        var responses =
                api.get("/v3/api-docs").json().path("paths").path(path).at("/post/responses");

        assertThat(responses.at("/201/content").isEmpty()).isFalse();
        assertThat(responses.at("/200/content/application~1json/schema/$ref").asString())
                .as("with dryRun")
                .isEqualTo("#/components/schemas/DryRunAnswer");
    }

    @Test
    void explains_the_next_step_while_the_catalog_has_not_arrived() {
        assertThat(beforeTheCatalog.status()).isEqualTo(503);
        assertThat(beforeTheCatalog.problem()).isEqualTo("catalog-not-arrived");
        assertThat(beforeTheCatalog.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(beforeTheCatalog.text("/detail")).contains("start the catalog service");
        assertThat(beforeTheCatalog.text("/requestId")).isEqualTo("request-1");
    }

    @Test
    void walks_the_six_steps() {
        var order = api.post("/v1/orders", ORDER);
        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("/total/currency")).isEqualTo("USD");
        assertThat(order.json().at("/total/minorUnits").longValue()).isEqualTo(93_000);
        assertThat(order.header("Location")).isEqualTo("/v1/orders/" + order.text("/id"));

        var payment = "/v1/orders/" + order.text("/id") + "/payment";
        var paid = api.post(payment, "");
        assertThat(paid.status()).isEqualTo(200);
        assertThat(api.post(payment, "").json()).isEqualTo(paid.json());
        assertThat(api.get("/v1/orders/" + order.text("/id")).text("/status")).isEqualTo("PAID");

        var path = "/v1/accelerators/" + paid.text("/acceleratorId");
        var plan = path + "/bandwidth-plans/" + paid.text("/bandwidthPlanId");
        assertThat(api.put(plan, "").header("ETag")).isEqualTo("\"2\"");
        assertThat(api.put(plan, "").header("ETag")).isEqualTo("\"2\"");

        var area = api.post(path + "/acceleration-areas", AREA, "If-Match", "\"2\"");
        assertThat(area.status()).isEqualTo(201);
        assertThat(area.text("/acceleratedIp")).startsWith("fd00:1::");
        assertThat(area.text("/regions/0/region")).isEqualTo("cn-hongkong");

        var listener = api.post(path + "/listeners", LISTENER);
        assertThat(listener.status()).isEqualTo(201);
        assertThat(listener.header("ETag")).isEqualTo("\"4\"");
        var listenerPath = path + "/listeners/" + listener.text("/id");
        assertThat(listener.header("Location")).isEqualTo(listenerPath);

        var group = api.post(listenerPath + "/endpoint-groups", GROUP);
        assertThat(group.status()).isEqualTo(201);
        assertThat(group.text("/endpoints/0/id")).startsWith("ep-");
        var seen = api.get(group.header("Location"));
        assertThat(seen.json()).isEqualTo(group.json());
        assertThat(seen.header("ETag")).isEqualTo("\"5\"");
        var seenListener = api.get(listener.header("Location"));
        assertThat(seenListener.json().at("/endpointGroups/0")).isEqualTo(group.json());
        assertThat(seenListener.header("ETag")).isEqualTo("\"5\"");
        assertThat(api.as("other").get(listener.header("Location")).problem())
                .isEqualTo("accelerator-not-found");
        assertThat(api.get(path + "/listeners/lsr-none").problem()).isEqualTo("listener-not-found");
        assertThat(api.get(listenerPath + "/endpoint-groups/epg-none").problem())
                .isEqualTo("endpoint-group-not-found");

        var whole = api.get(path);
        assertThat(whole.header("ETag")).startsWith("\"5-");
        assertThat(whole.json().at("/revision").longValue()).isEqualTo(5);
        assertThat(whole.text("/regions/0/acceleratedIp")).isEqualTo(area.text("/acceleratedIp"));
        assertThat(whole.json().at("/listeners/0/endpointGroups/0")).isEqualTo(group.json());
        assertThat(whole.text("/conditions/0/type")).isEqualTo("Accepted");
        assertThat(whole.text("/conditions/0/status")).isEqualTo("TRUE");
        assertThat(whole.text("/conditions/1/type")).isEqualTo("Programmed");
        assertThat(whole.text("/conditions/1/status")).isEqualTo("UNKNOWN");
        assertThat(whole.json().at("/conditions/1/relay").isNull()).isTrue();

        var history = api.get(path + "/events");
        assertThat(history.json().at("/items").valueStream().map(e -> e.at("/type").asString()))
                .containsExactly(
                        "AcceleratorCreated",
                        "BandwidthPlanBound",
                        "AccelerationRegionsAdded",
                        "ListenerAdded",
                        "EndpointGroupAdded");
        assertThat(history.text("/items/3/event/type")).isEqualTo("ListenerAdded");
        assertThat(history.text("/items/3/actor/user")).isEqualTo("ann");
        assertThat(history.text("/items/3/actor/clientAddress")).isEqualTo("2001:db8::9");
        assertThat(history.text("/items/4/previousHash")).isEqualTo(history.text("/items/3/hash"));
        var second = api.get(path + "/events?limit=2&pageToken=2");
        assertThat(second.json().at("/items/0/revision").longValue()).isEqualTo(2);
        assertThat(second.text("/nextPageToken")).isEqualTo("4");
    }

    @Test
    void answers_the_same_order_the_same_way() {
        var first = api.post("/v1/orders", ORDER, "Idempotency-Key", "key-1");
        api.post("/v1/orders/" + first.text("/id") + "/payment", "");
        var again = api.post("/v1/orders", ORDER, "Idempotency-Key", "key-1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());

        var other = ORDER.replace("'count':2", "'count':3");
        var conflict = api.post("/v1/orders", other, "Idempotency-Key", "key-1");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.problem()).isEqualTo("idempotency-key-reused");

        var someoneElse = api.as("other").post("/v1/orders", ORDER, "Idempotency-Key", "key-1");
        assertThat(someoneElse.text("/id")).isNotEqualTo(first.text("/id"));
    }

    @Test
    void the_same_order_many_times_at_once_is_one_order() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () ->
                                                            api.post(
                                                                    "/v1/orders",
                                                                    ORDER,
                                                                    "Idempotency-Key",
                                                                    "key-2")))
                            .toList();
            var first = answers.getFirst().get();
            assertThat(first.status()).isEqualTo(201);
            for (var answer : answers) {
                assertThat(answer.get().json()).isEqualTo(first.json());
            }
        }
    }

    @Test
    void refuses_a_change_of_an_older_revision() {
        var path = newAccelerator(api);
        var stale = api.post(path + "/listeners", LISTENER, "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        assertThat(stale.problem()).isEqualTo("stale-revision");
        assertThat(api.post(path + "/listeners", LISTENER, "If-Match", "\"2\"").status())
                .isEqualTo(201);
        assertThat(api.post(path + "/listeners", LISTENER, "If-Match", "x").status())
                .isEqualTo(400);
    }

    @Test
    void takes_changes_that_come_at_the_same_time_one_after_the_other() throws Exception {
        var path = newAccelerator(api);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 6)
                            .mapToObj(i -> LISTENER.replace("80", Integer.toString(8_000 + i)))
                            .map(body -> threads.submit(() -> api.post(path + "/listeners", body)))
                            .toList();
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }
        assertThat(api.get(path).json().at("/listeners").size()).isEqualTo(6);
    }

    @Test
    void names_every_bad_field_at_once() {
        var bad =
                api.post(
                        newAccelerator(api) + "/listeners",
                        "{'name':'1','protocol':'SCTP','ports':[{'from':0,'to':65500}],'x':1}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.problem()).isEqualTo("malformed-request");
        assertThat(bad.badFields())
                .containsExactly("/name", "/protocol", "/ports/0/from", "/ports/0/to", "/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1]", "nonsense", "{'term':7}", "{'specification':'\\u0000'}"})
    void never_fails_on_a_bad_body(String body) {
        var bad = api.post("/v1/orders", body);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.badFields()).isNotEmpty();
    }

    @Test
    void never_fails_on_a_body_without_end() {
        assertThat(api.post("/v1/orders", "[".repeat(10_000)).status()).isEqualTo(400);
        assertThat(api.post("/v1/orders", " ".repeat(1_000_000)).status()).isEqualTo(413);
    }

    @Test
    void describes_its_requests() throws IOException {
        ApiReference.hasDocument("provisioning", api.get("/v3/api-docs").response().body());
        var document = api.get("/v3/api-docs").json();
        assertThat(document.at("/paths/~1v1~1accelerators~1{id}~1listeners/post").isObject())
                .isTrue();
        assertThat(document.at("/components/schemas/ListenerRequest/properties").propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "protocol",
                        "ports",
                        "clientAffinity",
                        "affinityPrefixLength",
                        "idleTimeoutSeconds",
                        "accessLists",
                        "limits");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404",
        "GET, /v1/accelerators/nonsense, 404",
        "GET, /v1/accelerators?limit=x, 400",
        "GET, /v1/accelerators?limit=0, 400",
        "GET, /v1/accelerators?pageToken=x, 400",
        "GET, /v1/accelerators/ga-1/events?pageToken=0, 400",
        "PUT, /v1/orders, 405",
        "DELETE, /v1/accelerators/ga-1, 404",
        "DELETE, /v1/accelerators/ga-1/listeners/%F0, 400",
        "POST, /v1/orders/ord-1/payment, 404"
    })
    void answers_not_found_as_problems(String method, String path, int status) {
        var answer =
                switch (method) {
                    case "GET" -> api.get(path);
                    case "PUT" -> api.put(path, ORDER);
                    case "POST" -> api.post(path, ORDER);
                    default -> api.delete(path);
                };
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/type")).startsWith("/problems/");
        assertThat(answer.text("/requestId")).isEqualTo("request-1");
    }

    @Test
    void shows_an_account_nothing_of_another() {
        var path = newAccelerator(api.as("mine"));
        var plan = "/bandwidth-plans/" + api.as("mine").get(path).text("/plan/planId");
        var order = api.as("mine").post("/v1/orders", ORDER).text("/id");
        var thief = api.as("thief");
        assertThat(
                        List.of(
                                thief.get(path),
                                thief.get(path + "/events"),
                                thief.delete(path),
                                thief.put(path + plan, ""),
                                thief.post(path + "/listeners", LISTENER, "If-Match", "\"1\""),
                                thief.post(path + "/acceleration-areas", AREA),
                                thief.get("/v1/orders/" + order),
                                thief.post("/v1/orders/" + order + "/payment", "")))
                .extracting(Answer::status)
                .containsOnly(404);
        assertThat(thief.put(newAccelerator(thief) + plan, "").problem())
                .isEqualTo("bandwidth-plan-not-found");
        assertThat(api.as("mine").get("/v1/accelerators").json().at("/items").size()).isEqualTo(1);
        assertThat(api.as("nobody").get("/v1/accelerators").json().at("/items").size()).isZero();
    }

    @Test
    void gives_accelerators_page_by_page() {
        var paged = api.as("paged");
        var all = IntStream.range(0, 3).mapToObj(_ -> newAccelerator(paged)).sorted().toList();
        var first = paged.get("/v1/accelerators?limit=2");
        assertThat(first.json().at("/items").size()).isEqualTo(2);
        var token = first.text("/nextPageToken");
        var second = paged.get("/v1/accelerators?limit=2&pageToken=" + token);
        assertThat(second.text("/items/0/id")).isEqualTo(all.get(2).substring(17));
        assertThat(second.json().at("/nextPageToken").isNull()).isTrue();
    }

    @Test
    void finds_accelerators_by_parts_of_their_names_ids_and_addresses() {
        var finder = api.as("finder");
        var all = IntStream.range(0, 3).mapToObj(_ -> newAccelerator(finder)).toList();
        var ids = all.stream().map(path -> path.substring(17)).toList();
        finder.patch(all.get(0), "{'name':'Shop-Frontend'}");
        var address = finder.post(all.get(1) + "/acceleration-areas", AREA).text("/acceleratedIp");
        var written = InetAddress.ofLiteral(address).getHostAddress().toUpperCase(Locale.ROOT);

        assertThat(found(finder, "q=FRONT")).containsExactly(ids.get(0));
        assertThat(found(finder, "q=" + ids.get(2).substring(5))).containsExactly(ids.get(2));
        assertThat(found(finder, "q=" + ids.get(2).toUpperCase(Locale.ROOT)))
                .containsExactly(ids.get(2));
        assertThat(found(finder, "q=" + address)).containsExactly(ids.get(1));
        assertThat(found(finder, "q=" + written)).as(written).containsExactly(ids.get(1));
        assertThat(found(finder, "region=cn-hongkong")).containsExactly(ids.get(1));
        assertThat(found(finder, "region=cn-hongkong&q=front")).isEmpty();
        assertThat(found(finder, "q=%25")).isEmpty();
        assertThat(found(finder, "q=_")).isEmpty();
        assertThat(found(finder, "q=")).hasSize(3);
        assertThat(found(api.as("stranger"), "q=" + ids.get(2))).isEmpty();
    }

    @Test
    void lists_accelerators_in_any_order_by_state_and_one_line_each() {
        var lister = api.as("lister");
        var all = IntStream.range(0, 3).mapToObj(_ -> newAccelerator(lister)).toList();
        var ids = all.stream().map(path -> path.substring(17)).toList();
        lister.patch(all.get(0), "{'name':'beta'}");
        lister.patch(all.get(1), "{'name':'Alpha'}");
        lister.patch(all.get(2), "{'name':'gamma'}");
        lister.post(all.get(2) + "/acceleration-areas", AREA);
        var byName = List.of(ids.get(1), ids.get(0), ids.get(2));

        assertThat(found(lister, "sort=name")).isEqualTo(byName);
        assertThat(found(lister, "sort=-name&view=summary")).isEqualTo(byName.reversed());
        assertThat(found(lister, "sort=changedAt")).isEqualTo(ids);
        assertThat(found(lister, "sort=-changedAt")).isEqualTo(ids.reversed());
        assertThat(found(lister, "sort=-id")).isEqualTo(ids.stream().sorted().toList().reversed());
        assertThat(found(lister, "sort=-state")).startsWith(ids.get(2));
        assertThat(found(lister, "sort=expiresAt")).hasSize(3);
        assertThat(found(lister, "state=UNSERVED")).containsExactly(ids.get(2));
        assertThat(found(lister, "state=NO_REGION&sort=name"))
                .containsExactly(ids.get(1), ids.get(0));
        assertThat(pages(lister, "sort=name&view=summary")).isEqualTo(byName);
        assertThat(pages(lister, "sort=-name")).isEqualTo(byName.reversed());

        var summary = lister.get("/v1/accelerators?view=summary&state=UNSERVED").json();
        var line = summary.at("/items/0");
        assertThat(line.path("name").asString()).isEqualTo("gamma");
        assertThat(line.path("state").asString()).isEqualTo("UNSERVED");
        assertThat(line.at("/regions/0/region").asString()).isEqualTo("cn-hongkong");
        assertThat(line.path("listeners").asInt()).isZero();
        assertThat(line.path("revision")).isEqualTo(lister.get(all.get(2)).json().path("revision"));
        var token = lister.get("/v1/accelerators?sort=name&limit=1").text("/nextPageToken");
        assertThat(lister.get("/v1/accelerators?sort=-name&pageToken=" + token).status())
                .isEqualTo(400);
        assertThat(lister.get("/v1/accelerators?state=LATE").text("/detail"))
                .startsWith("query parameter state must be one of SUSPENDED, ");
    }

    /** The ids of all pages of one accelerator each. */
    private static List<String> pages(ApiClient client, String query) {
        var ids = new ArrayList<String>();
        var token = "";
        do {
            var page = client.get("/v1/accelerators?limit=1&" + query + "&pageToken=" + token);
            ids.add(page.text("/items/0/id"));
            token = page.json().path("nextPageToken").asString("");
        } while (!token.isEmpty());
        return ids;
    }

    private static List<String> found(ApiClient client, String query) {
        var items = client.get("/v1/accelerators?" + query).json().at("/items");
        return items.valueStream().map(item -> item.get("id").asString()).toList();
    }

    @Test
    void gives_back_the_address_of_a_deleted_accelerator() {
        var tiny = AREA.replace("cn-hongkong", "tiny");
        var first = newAccelerator(api);
        assertThat(api.post(first + "/acceleration-areas", tiny).text("/acceleratedIp"))
                .isEqualTo("fd00:2::1");
        var second = newAccelerator(api);
        var exhausted = api.post(second + "/acceleration-areas", tiny);
        assertThat(exhausted.status()).isEqualTo(409);
        assertThat(exhausted.problem()).isEqualTo("address-pool-exhausted");
        assertThat(api.get(second).header("ETag")).startsWith("\"2-");

        var refused = api.delete(first);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("deletion-takes-along");
        assertThat(refused.text("/takesAlong/0")).isEqualTo("address fd00:2::1 of region tiny");
        assertThat(api.delete(first + "?cascade=true").status()).isEqualTo(204);
        assertThat(api.get(first).status()).isEqualTo(404);
        assertThat(api.delete(first).status()).isEqualTo(404);
        assertThat(api.get(first + "/events").json().at("/items").size()).isEqualTo(4);
        assertThat(api.post(second + "/acceleration-areas", tiny).text("/acceleratedIp"))
                .isEqualTo("fd00:2::1");
    }

    @Test
    void replaces_endpoints_and_removes_listeners() {
        var path = newAccelerator(api);
        var listener = path + "/listeners/" + api.post(path + "/listeners", LISTENER).text("/id");
        var group = api.post(listener + "/endpoint-groups", GROUP);
        var endpoints = group.header("Location") + "/endpoints";
        var replaced =
                api.put(
                        endpoints,
                        "{'endpoints':[{'type':'CUSTOM_IP','address':'127.0.0.1','weight':0},"
                                + "{'type':'CUSTOM_DOMAIN','address':'Www.Example.org',"
                                + "'weight':9}]}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("/endpoints/0/id")).isEqualTo(group.text("/endpoints/0/id"));
        assertThat(replaced.text("/endpoints/1/address")).isEqualTo("www.example.org");

        var door = "{'endpoints':[{'type':'CUSTOM_IP','address':'169.254.169.254','weight':1}]}";
        assertThat(api.put(endpoints, door).problem()).isEqualTo("endpoint-address-refused");

        assertThat(api.delete(listener).problem()).isEqualTo("deletion-takes-along");
        var removed = api.delete(listener + "?cascade=true");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.header("ETag")).isEqualTo("\"6\"");
        assertThat(api.put(endpoints, door).problem()).isEqualTo("listener-not-found");
    }

    @Test
    void changes_regions_listeners_groups_and_endpoints_in_place() {
        var path = newAccelerator(api);
        var dual = AREA.replace("IPV6", "DUAL_STACK").replace("':10", "':6");
        var area = api.post(path + "/acceleration-areas", dual);
        assertThat(area.text("/regions/0/acceleratedIpv4")).startsWith("192.0.2.");
        var region = path + "/acceleration-areas/cn-hongkong";
        var wider = api.patch(region, "{'bandwidthMbps':10}");
        assertThat(wider.text("/acceleratedIp")).isEqualTo(area.text("/acceleratedIp"));
        assertThat(api.patch(region, "{'bandwidthMbps':11}").problem())
                .isEqualTo("plan-bandwidth-exceeded");
        assertThat(api.patch(path, "{'name':'shop'}").text("/name")).isEqualTo("shop");

        var body =
                LISTENER.replace("TCP", "UDP")
                        .replace(
                                "}],",
                                "}],'accessLists':[{'kind':'DENY','prefixes':['1.2.3.4/8']}],");
        var added = api.post(path + "/listeners", body);
        assertThat(added.text("/accessLists/0/prefixes/0")).isEqualTo("1.0.0.0/8");
        var listener = path + "/listeners/" + added.text("/id");
        var stale = api.patch(listener, "{'idleTimeoutSeconds':3600}", "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        var patched = api.patch(listener, "{'idleTimeoutSeconds':3600,'accessLists':null}");
        assertThat(patched.json().at("/idleTimeoutSeconds").intValue()).isEqualTo(3_600);
        assertThat(patched.json().at("/accessLists")).isEmpty();
        assertThat(patched.json().at("/fromDefault").valueStream().map(JsonNode::asString))
                .contains("accessLists", "affinityPrefixLength")
                .doesNotContain("idleTimeoutSeconds");
        assertThat(api.patch(listener, "{'protocol':'TCP','ports':null,'x':1}").badFields())
                .containsExactly("/protocol", "/ports", "/x");

        var check = "'healthCheck':{'protocol':'HTTP','path':'/health'},'clientIp':'SPP',";
        var group =
                api.post(
                        listener + "/endpoint-groups",
                        GROUP.replace("'endpoints'", check + "'endpoints'"));
        assertThat(group.json().at("/healthCheck/intervalSeconds").intValue()).isEqualTo(3);
        var groupPath = group.header("Location");
        assertThat(api.patch(groupPath, "{'clientIp':'PROXY_V1'}").problem())
                .isEqualTo("client-ip-not-for-protocol");
        assertThat(api.patch(groupPath, "{'trafficPercentage':0}").json().at("/trafficPercentage"))
                .hasToString("0");
        var two =
                api.post(
                        groupPath + "/endpoints",
                        "{'type':'CUSTOM_IP','address':'127.0.0.2','weight':1}");
        assertThat(two.status()).isEqualTo(201);
        var endpoint = groupPath + "/endpoints/" + two.text("/id");
        assertThat(two.header("Location")).endsWith(endpoint);
        assertThat(two.text("/address")).isEqualTo("127.0.0.2");
        assertThat(api.get(endpoint).json()).isEqualTo(two.json());
        var changed = api.patch(endpoint, "{'weight':9,'port':8081,'state':'DRAINING'}");
        assertThat(changed.json().at("/weight").intValue()).isEqualTo(9);
        assertThat(changed.json().at("/port").intValue()).isEqualTo(8_081);
        assertThat(changed.text("/state")).isEqualTo("DRAINING");
        assertThat(api.get(groupPath).json().at("/endpoints/1")).isEqualTo(changed.json());
        assertThat(api.patch(endpoint, "{'address':'127.0.0.3','port':0}").badFields())
                .containsExactlyInAnyOrder("/address", "/port");
        assertThat(api.delete(endpoint).status()).isEqualTo(204);
        assertThat(api.get(endpoint).problem()).isEqualTo("endpoint-not-found");
        assertThat(api.get(groupPath).json().at("/endpoints")).hasSize(1);
        var refused = api.delete(groupPath);
        assertThat(refused.problem()).isEqualTo("deletion-takes-along");
        assertThat(refused.text("/takesAlong/0")).startsWith("endpoint ep-");
        assertThat(api.delete(groupPath + "?cascade=true").status()).isEqualTo(204);
        assertThat(api.delete(listener).status()).isEqualTo(204);
        assertThat(api.delete(region + "?cascade=true").status()).isEqualTo(204);
        assertThat(api.get(path).json().at("/regions").size()).isZero();
    }

    /** The identity service reports them until it has an answer, so a report may come twice. */
    @Test
    void events_of_access_are_chained_once_and_shown_to_admins() {
        var identity = api.with(Map.of("sub", "identity-service", "account", ""));
        var first = access("1", "acme", "{'type':'SignedIn','user':'usr-1','way':'LINK'}");
        var second = access("2", "acme", "{'type':'TokenRevoked','token':'tok-1'}");
        var refusal = access("3", "", "{'type':'SignInRefused','way':'PASSKEY','refusals':7}");
        var path = "/internal/access-events";
        assertThat(identity.post(path, "[%s]".formatted(first)).status()).isEqualTo(204);
        var reports = "[%s,%s,%s]".formatted(first, second, refusal);
        assertThat(identity.post(path, reports).status()).isEqualTo(204);
        assertThat(identity.post(path, reports).status()).isEqualTo(204);
        assertThat(identity.post(path, "[{}]").status()).isEqualTo(400);
        assertThat(api.post(path, reports).problem()).isEqualTo("role-missing");
        assertThat(api.as("operator").post(path, reports).problem()).isEqualTo("role-missing");

        var list = "/v1/audit/access-events";
        var shown = api.get(list);
        assertThat(types(shown)).containsExactly("TokenRevoked", "SignedIn");
        assertThat(shown.text("/items/0/actor/clientAddress")).isEqualTo("2001:db8::7");
        assertThat(shown.text("/items/0/previousHash")).isEqualTo(shown.text("/items/1/hash"));
        var page = api.get(list + "?limit=1");
        assertThat(types(api.get(list + "?pageToken=" + page.text("/nextPageToken"))))
                .containsExactly("SignedIn");
        var log =
                requireNonNull(
                        context.getBean(EventStore.class)
                                .load("access-acme")
                                .collectList()
                                .block());
        assertThat(log).hasSize(2);
        assertThat(EventHash.verify(log)).isTrue();

        assertThat(types(api.as("stranger").get(list))).isEmpty();
        assertThat(api.as("stranger").get(list + "?account=acme").status()).isEqualTo(403);
        assertThat(api.with(Map.of("role", "EDITOR")).get(list).status()).isEqualTo(403);
        assertThat(types(api.as("operator").get(list + "?account=acme"))).hasSize(2);
        assertThat(types(api.as("operator").get(list + "?account=")))
                .containsExactly("SignInRefused");
        assertThat(api.get(list + "?pageToken=x").status()).isEqualTo(400);
    }

    /** Neither while they come, nor to a client that catches up. */
    @Test
    void events_of_access_are_in_no_stream_of_an_account() throws Exception {
        var port = requireNonNull(context.getWebServer()).getPort();
        var identity = api.with(Map.of("sub", "identity-service", "account", ""));
        var reports =
                List.of(
                        access("w1", "watched", "{'type':'SignedIn','user':'usr-1','way':'LINK'}"),
                        access("w2", "watched", "{'type':'TokenRevoked','token':'tok-1'}"),
                        access("w3", "watched", "{'type':'MemberRemoved','user':'usr-1'}"));
        EventStreamReader.Event ready;
        try (var stream = new EventStreamReader(port, "watched", "")) {
            ready = stream.next("ready");
            assertThat(identity.post("/internal/access-events", reports.toString()).status())
                    .isEqualTo(204);
            newAccelerator(api.as("watched"));
            assertNoAccess(stream.until(event -> event.text("type").equals("AcceleratorCreated")));
        }
        try (var stream = new EventStreamReader(port, "watched", ready.id())) {
            var missed = stream.until(event -> event.name().equals("ready"));
            assertThat(missed).anyMatch(event -> event.text("type").equals("AcceleratorCreated"));
            assertNoAccess(missed);
        }
        var list = "/v1/audit/access-events";
        assertThat(types(api.as("watched").get(list)))
                .containsExactly("MemberRemoved", "TokenRevoked", "SignedIn");
        var watched = Map.<String, Object>of("account", "watched");
        for (var role : List.of("VIEWER", "EDITOR")) {
            var member = new HashMap<>(watched);
            member.put("role", role);
            assertThat(api.with(member).get(list).problem()).isEqualTo("role-missing");
        }
    }

    private static void assertNoAccess(List<EventStreamReader.Event> events) {
        assertThat(events)
                .noneMatch(event -> event.text("resource").startsWith("access"))
                .noneMatch(
                        event ->
                                Set.of("SignedIn", "TokenRevoked", "MemberRemoved")
                                        .contains(event.text("type")));
    }

    private static String access(String id, String account, String event) {
        return """
        {'id':'%s','occurredAt':'2026-11-30T08:00:00Z',
         'actor':{'account':'%s','user':'usr-1','clientAddress':'2001:db8::7',
                  'requestId':'r'},
         'event':%s}
        """
                .formatted(id, account, event);
    }

    private static List<String> types(Answer list) {
        return list.json()
                .at("/items")
                .valueStream()
                .map(event -> event.at("/type").asString())
                .toList();
    }

    @Test
    void shows_the_quotas_of_an_account() {
        var quotas = api.as("counted");
        var path = newAccelerator(quotas);
        var listener = quotas.post(path + "/listeners", LISTENER).header("Location");
        assertThat(quotas.post(listener + "/endpoint-groups", GROUP).status()).isEqualTo(201);
        var denied = "{'kind':'DENY','prefixes':['10.0.0.0/8','fd00::/8']}";
        assertThat(quotas.post(listener + "/access-prefixes", denied).status()).isEqualTo(200);
        var shown = quotas.get("/v1/quotas").json();
        var items = shown.at("/items");
        assertThat(items.valueStream().map(item -> item.at("/used").intValue()))
                .containsExactly(1, 1, 1, 1, 2);
        assertThat(shown.at("/clientIp").valueStream().map(JsonNode::stringValue))
                .containsExactly("OFF", "PROXY_V2");
        assertThat(api.as("nobody").get("/v1/quotas").json().at("/items").valueStream())
                .allMatch(item -> item.at("/used").intValue() == 0);
        assertThat(items.at("/0/name").stringValue()).isEqualTo("accelerators");
        assertThat(items.at("/0/used").intValue()).isEqualTo(1);
        assertThat(items.at("/1/name").stringValue()).isEqualTo("listeners-per-accelerator");
        assertThat(items.at("/1/used").intValue()).isEqualTo(1);
        assertThat(items.at("/1/limit").intValue()).isEqualTo(3);
        quotas.post(path + "/listeners", LISTENER.replace("80", "81"));
        quotas.post(path + "/listeners", LISTENER.replace("80", "82"));
        var exceeded = quotas.post(path + "/listeners", LISTENER.replace("80", "83"));
        assertThat(exceeded.problem()).isEqualTo("quota-exceeded");
        assertThat(exceeded.json().at("/limit").intValue()).isEqualTo(3);
        assertThat(exceeded.json().at("/used").intValue()).isEqualTo(3);
    }

    @Test
    void an_operator_changes_pools_at_their_revision_and_the_fleet_follows() {
        var operator = api.as("operator");
        var path = "/v1/pools/us-west-1";

        assertThat(api.get(path).status()).isEqualTo(403);
        assertThat(operator.get(path).problem()).isEqualTo("address-pool-not-found");
        assertThat(operator.put(path, "{'ipv6':'fd00:9::/64'}").status()).isEqualTo(200);
        assertThat(operator.put(path, "{'ipv6':'fd00:1::/65'}").problem())
                .isEqualTo("address-pool-overlaps");
        assertThat(operator.put(path, "{'ipv6':'192.0.2.0/24'}").badFields())
                .containsExactly("/ipv6");
        assertThat(operator.put(path, "{}", "If-Match", "\"7\"").status()).isEqualTo(412);
        assertThat(operator.get("/v1/pools").json().findValuesAsString("region"))
                .contains("cn-hongkong", "tiny", "us-west-1");

        var fleet = context.getBean(FleetReader.class);
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                fleet.image()
                                        .poolsOf("us-west-1", "any")
                                        .equals(List.of(IpPrefix.of("fd00:9::/64"))));
        assertThat(operator.delete(path).status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> fleet.image().poolsOf("us-west-1", "any").isEmpty());
        assertThat(fleet.image().poolsOf("cn-hongkong", "any")).hasSize(2);
    }

    private static JoiningProbe joining() {
        return new JoiningProbe(
                api.as("operator"),
                context.getBean(FleetReader.class),
                kafka.bootstrapServers(),
                fleetFiles.folder());
    }

    @Test
    void a_relay_joins_with_a_token_takes_other_keys_and_leaves() throws Exception {
        joining().joinsRotatesAndLeaves();
    }

    @Test
    void a_token_is_of_no_use_to_strangers_or_once_it_was_revoked() throws Exception {
        joining().refusesStrangers();
    }

    @Test
    void keys_that_cannot_be_used_cost_a_token_no_use_and_a_relay_no_key() throws Exception {
        joining().refusesKeysBeforeItUsesATokenOrARotation();
    }

    @Test
    void the_secret_of_a_token_is_in_its_first_answer_alone() {
        joining().showsASecretOnce();
    }

    @Test
    void a_relay_that_is_removed_while_it_is_admitted_stays_out() throws Exception {
        joining().aRelayIsRemovedWhileItIsAdmitted(context);
    }

    @Test
    void an_operator_shuts_a_relay_out() throws Exception {
        joining().operatorsRemoveRelays();
    }
}
