package io.sixlane.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.catalog.CatalogEvent.CatalogEntryPut;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.order.Money;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.testsupport.ApiReference;
import io.sixlane.testsupport.FrozenProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The service as it ships, with a real PostgreSQL and a real broker. */
class CatalogServiceIT {
    private static final String TUTORIAL =
            """
            {"accelerationRegion":"cn-hongkong","serviceRegion":"us-west-1","icpFiling":false,
             "serverArea":"OFF_CLOUD","peakBandwidthMbps":10,"maxConcurrentConnections":5000}
            """;

    private static EmbeddedPostgres postgres;
    private static EmbeddedKafka kafka;
    private static RunningCatalog service;
    private static WebTestClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        service = RunningCatalog.start(postgres, kafka.service("catalog"));
        client = service.client();
    }

    @AfterAll
    static void stop() {
        service.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void lists_regions_with_their_area() {
        client.get()
                .uri("/v1/regions")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[?(@.code!='%s')].length()".formatted(EveryRequestField.REGION))
                .value(List.class, found -> assertThat(found.size()).isEqualTo(23))
                .jsonPath("$.items[?(@.code=='cn-hongkong')].area")
                .isEqualTo("ASIA_PACIFIC")
                .jsonPath("$.items[?(@.code=='cn-hongkong')].mainlandChina")
                .isEqualTo(false)
                .jsonPath(
                        "$.items[?(@.ipv6==true && @.code!='%s')].code"
                                .formatted(EveryRequestField.REGION))
                .isEqualTo(
                        List.of(
                                "cn-hongkong",
                                "cn-hangzhou",
                                "cn-shanghai",
                                "cn-beijing",
                                "cn-shenzhen"))
                .jsonPath("$.items[0].type")
                .doesNotExist();
    }

    @Test
    void an_operator_adds_a_region_and_changes_it_at_its_version() {
        var own =
                "{\"name\":\"Rack 7\",\"nameChinese\":\"七号机架\",\"area\":\"HOME\","
                        + "\"ipv6\":true,\"coordinates\":\"52.52,13.40\"}";
        var path = "/v1/regions/" + EveryRequestField.REGION;
        put(path, own, "If-Match", "\"1\"").expectStatus().isEqualTo(412);
        var present = etag(put(path, own, "X-Reason", "new"));
        put(path, own, "If-None-Match", "*").expectStatus().isEqualTo(412);
        var changed = put(path, own.replace("Rack 7", "Rack 8"), "If-Match", present);
        changed.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Rack 8")
                .jsonPath("$.nameChinese")
                .isEqualTo("七号机架")
                .jsonPath("$.coordinates")
                .isEqualTo("52.52,13.40");
        put(path, own, "If-Match", present).expectStatus().isEqualTo(412);
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Rack 8");
        client.get().uri("/v1/regions/nowhere").exchange().expectStatus().isNotFound();
        put("/v1/regions/A", own, "X-Reason", "bad").expectStatus().isBadRequest();
        put(path, own.replace("52.52", "91"), "X-Reason", "bad")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/coordinates");
    }

    @Test
    void the_catalog_is_a_file_that_can_be_edited_and_sent_back() {
        var exported = client.get().uri("/v1/catalog").exchange().expectBody().returnResult();
        var etag = requireNonNull(exported.getResponseHeaders().getETag());
        var document = (ObjectNode) tree(exported.getResponseBody());
        importing(document, "?dryRun=true", etag)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.added.length()")
                .isEqualTo(0)
                .jsonPath("$.changed.length()")
                .isEqualTo(0)
                .jsonPath("$.deleted.length()")
                .isEqualTo(0);

        var euro =
                (ObjectNode)
                        tree(
                                document.toString()
                                        .replace("\"USD\"", "\"EUR\"")
                                        .getBytes(StandardCharsets.UTF_8));
        var own = ((ObjectNode) euro.at("/specifications/0")).deepCopy();
        own.put("code", "OWN_I").put("maxConnections", 2_500);
        euro.withArray("/specifications").add(own);
        importing(euro, "?dryRun=true", etag)
                .expectBody()
                .jsonPath("$.added")
                .isEqualTo(List.of("specification/OWN_I"))
                .jsonPath("$.changed.length()")
                .isEqualTo(
                        document.at("/specifications").size()
                                + document.at("/bandwidthTypes").size());
        importing(euro, "", "\"1\"").expectStatus().isEqualTo(412);
        ((ObjectNode) euro.at("/specifications/0/monthlyPrice")).put("currency", "USD");
        importing(euro, "", etag)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].pointer")
                .isEqualTo(List.of("/specifications/0/monthlyPrice/currency"));

        // Who uses the region is not known without the provisioning service.
        document.withArray("/regions").remove(0);
        importing(document, "", etag).expectStatus().isEqualTo(503);
        assertThat(
                        client.get()
                                .uri("/v1/catalog")
                                .exchange()
                                .expectBody()
                                .returnResult()
                                .getResponseHeaders()
                                .getETag())
                .isEqualTo(etag);
        client.delete().uri("/v1/regions/nowhere").exchange().expectStatus().isNotFound();
    }

    @Test
    void an_operator_changes_what_is_sold_at_most() {
        var path = "/v1/sale-limits";
        var held = client.get().uri(path).exchange().expectBody().returnResult();
        var etag = requireNonNull(held.getResponseHeaders().getETag());
        assertThat(tree(held.getResponseBody()))
                .isEqualTo(
                        tree(
                                """
                                {"code":"SALES","version":%s,"planMbps":2000,"months":9,"years":3,
                                 "openEnded":true}
                                """
                                        .formatted(etag.replace("\"", ""))
                                        .getBytes(StandardCharsets.UTF_8)));
        var wide = "{\"planMbps\":10000,\"months\":24,\"years\":0,\"openEnded\":false}";
        put(path, wide, "If-Match", "\"99\"").expectStatus().isEqualTo(412);
        put(path, wide.replace("24", "0"), "If-Match", etag)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/openEnded");
        put(path, wide, "If-Match", etag).expectStatus().isOk();
        try {
            await().untilAsserted(
                            () ->
                                    assertThat(PublishedEntries.read(kafka).get("limits/SALES"))
                                            .isInstanceOfSatisfying(
                                                    LimitsEntry.class,
                                                    limits ->
                                                            assertThat(limits.planMbps())
                                                                    .isEqualTo(10_000)));
            var document = client.get().uri("/v1/catalog").exchange().expectBody().returnResult();
            assertThat(tree(document.getResponseBody()).at("/limits/months").asInt()).isEqualTo(24);
            await().untilAsserted(
                            () ->
                                    assertThat(PublishedEntries.events(kafka))
                                            .isEqualTo(catalogEvents()));
            // A file without limits leaves them as they are.
            var older = ((ObjectNode) tree(document.getResponseBody())).without("limits");
            importing(
                            older,
                            "?dryRun=true",
                            requireNonNull(document.getResponseHeaders().getETag()))
                    .expectBody()
                    .jsonPath("$.deleted.length()")
                    .isEqualTo(0)
                    .jsonPath("$.changed.length()")
                    .isEqualTo(0);
            assertThat(catalogEvents().getLast().event())
                    .isInstanceOfSatisfying(
                            CatalogEntryPut.class,
                            event -> {
                                assertThat(event.before()).isInstanceOf(LimitsEntry.class);
                                assertThat(event.entry())
                                        .isEqualTo(
                                                PublishedEntries.read(kafka).get("limits/SALES"));
                            });
        } finally {
            put(
                            path,
                            "{\"planMbps\":2000,\"months\":9,\"years\":3,\"openEnded\":true}",
                            "X-Reason",
                            "as it was")
                    .expectStatus()
                    .isOk();
        }
    }

    private static JsonNode tree(byte @Nullable [] json) {
        return ConfigurationJson.mapper().readTree(requireNonNull(json));
    }

    private static WebTestClient.ResponseSpec importing(
            JsonNode document, String query, String ifMatch) {
        return put("/v1/catalog" + query, document.toString(), "If-Match", ifMatch);
    }

    private static WebTestClient.ResponseSpec put(
            String path, String body, String header, String value) {
        return client.put()
                .uri(path)
                .header(header, value)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void lists_specifications_smallest_first_and_bandwidth_types() {
        client.get()
                .uri("/v1/specifications")
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].code")
                .isEqualTo(
                        List.of(
                                "SMALL_I",
                                "SMALL_II",
                                "SMALL_III",
                                "MEDIUM_I",
                                "MEDIUM_II",
                                "MEDIUM_III",
                                "LARGE_I",
                                "LARGE_II",
                                "LARGE_III",
                                "LARGE_IV",
                                "LARGE_V",
                                "LARGE_VI",
                                "LARGE_VII",
                                "LARGE_VIII",
                                "SUPER_LARGE_I",
                                "SUPER_LARGE_II"))
                .jsonPath("$.items[0].monthlyPrice.minorUnits")
                .isEqualTo(16_500)
                .jsonPath("$.items[0].yearlyPrice.minorUnits")
                .isEqualTo(165_000)
                .jsonPath("$.items[15].monthlyPrice.minorUnits")
                .isEqualTo(3_001_500)
                .jsonPath("$.items[15].regions")
                .isEqualTo(23)
                .jsonPath("$.items[0].maxConnections")
                .isEqualTo(5_000);
        client.get()
                .uri("/v1/bandwidth-types")
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].code")
                .isEqualTo(List.of("BASIC", "ENHANCED", "PREMIUM"))
                .jsonPath("$.items[?(@.global==true)].code")
                .isEqualTo("PREMIUM")
                .jsonPath("$.items[0].usagePrices[*].billingType")
                .isEqualTo(List.of("PAY_BY_TRAFFIC", "PAY_BY_95TH"));
    }

    @Test
    void recommends_small_i_with_premium_for_the_tutorial() {
        recommend(TUTORIAL)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.recommended.length()")
                .isEqualTo(1)
                .jsonPath("$.recommended[0].specification")
                .isEqualTo("SMALL_I")
                .jsonPath("$.recommended[0].bandwidthType")
                .isEqualTo("PREMIUM")
                .jsonPath("$.recommended[0].peakBandwidthMbps")
                .isEqualTo(10)
                .jsonPath("$.recommended[0].crossBorderMbps")
                .isEqualTo(null)
                .jsonPath("$.recommended[0].monthlyPrice.minorUnits")
                .isEqualTo(61_500)
                .jsonPath("$.rejected.length()")
                .isEqualTo(47)
                .jsonPath("$.recommended[0].yearlyPrice.minorUnits")
                .isEqualTo(615_000)
                .jsonPath("$.recommended[0].use.accelerationRegions")
                .isEqualTo(List.of("cn-hongkong"))
                .jsonPath("$.nearest")
                .isEmpty();
    }

    @Test
    void names_every_bad_field_of_a_recommendation_at_once() {
        recommend(
                        """
                        {"accelerationRegion":"cn-atlantis","serviceRegion":7,"icpFiling":"no",
                         "serverArea":"MOON","peakBandwidthMbps":1,"color":"red","ipVersion":"IPV5","webService":"yes",
                         "crossBorderMbps":1000001}
                        """)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/malformed-request")
                .jsonPath("$.requestId")
                .isEqualTo("request-7")
                .jsonPath("$.errors[*].pointer")
                .isEqualTo(
                        List.of(
                                "/accelerationRegion",
                                "/serviceRegion",
                                "/icpFiling",
                                "/serverArea",
                                "/peakBandwidthMbps",
                                "/maxConcurrentConnections",
                                "/ipVersion",
                                "/webService",
                                "/crossBorderMbps",
                                "/color"))
                .jsonPath("$.errors[0].detail")
                .value(String.class, detail -> assertThat(detail).contains("cn-hongkong"));
    }

    @Test
    void every_field_is_checked_as_documented() {
        assertThat(new EveryRequestField(client, "LARGE_I").complaints()).isEmpty();
        patch("LARGE_I", "{\"monthlyPrice\":{\"currency\":\"USD\",\"minorUnits\":9900000}}")
                .expectStatus()
                .isOk();
    }

    /** Other tests count what is sold. */
    private static void forgetOwnSpecification() {
        requireNonNull(
                service.context()
                        .getBean(DatabaseClient.class)
                        .sql("delete from specification where code = :code")
                        .bind("code", EveryRequestField.ENTRY)
                        .fetch()
                        .rowsUpdated()
                        .block());
    }

    @Test
    void a_specification_is_put_at_its_version_and_each_change_is_an_event() {
        var path = "/v1/specifications/" + EveryRequestField.ENTRY;
        var wanted =
                """
                {"name":"Own","regions":2,"peakMbps":50,"maxConnections":700,
                 "monthlyPrice":{"currency":"USD","minorUnits":1000}}
                """;
        var before = catalogEvents().size();
        put(path, wanted, "If-Match", "\"1\"").expectStatus().isEqualTo(412);
        var added = put(path, wanted, "X-Reason", "a size of our own");
        added.expectStatus().isCreated();
        var etag = etag(added);
        put(path, wanted, "If-None-Match", "*").expectStatus().isEqualTo(412);
        put(path, wanted, "If-Match", etag).expectStatus().isOk();
        var changed = put(path, wanted.replace("700", "800"), "If-Match", etag);
        changed.expectStatus().isOk().expectBody().jsonPath("$.maxConnections").isEqualTo(800);
        put(path, wanted, "If-Match", etag).expectStatus().isEqualTo(412);
        put(path, wanted.replace("USD", "EUR"), "X-Reason", "another currency")
                .expectStatus()
                .isBadRequest();
        var type = "/v1/bandwidth-types/BASIC";
        var basic =
                new String(
                        requireNonNull(
                                client.get()
                                        .uri(type)
                                        .exchange()
                                        .expectBody()
                                        .returnResult()
                                        .getResponseBody()),
                        StandardCharsets.UTF_8);
        put(type, basic, "If-Match", "\"1\"").expectStatus().isOk();
        put(type, basic.replace("PAY_BY_95TH", "PAY_BY_TRAFFIC"), "If-Match", "\"1\"")
                .expectStatus()
                .isBadRequest();
        client.get().uri(path).exchange().expectHeader().valueEquals("ETag", etag(changed));
        // Who has it is not known without the provisioning service.
        client.delete().uri(path).exchange().expectStatus().isEqualTo(503);
        client.delete().uri(path + "_II").exchange().expectStatus().isNotFound();
        client.delete().uri(path).header("If-Match", etag).exchange().expectStatus().isEqualTo(412);

        var events = catalogEvents().subList(before, catalogEvents().size());
        assertThat(events).extracting(RecordedEvent::event).hasSize(2);
        assertThat(events.getFirst().actor().reason()).isEqualTo("a size of our own");
        assertThat(events.getFirst().actor().account()).isEqualTo("operator");
        assertThat(events.getFirst().event())
                .isInstanceOfSatisfying(
                        CatalogEntryPut.class,
                        put -> {
                            assertThat(put.before()).isNull();
                            assertThat(put.entry().key())
                                    .isEqualTo("specification/" + EveryRequestField.ENTRY);
                        });
        assertThat(events.getLast().event())
                .isInstanceOfSatisfying(
                        CatalogEntryPut.class,
                        put ->
                                assertThat(put.before())
                                        .isEqualTo(((CatalogEntryPut) first(events)).entry()));
        assertThat(EventHash.verify(catalogEvents())).isTrue();
        forgetOwnSpecification();
    }

    private static CatalogEvent first(List<RecordedEvent> events) {
        return (CatalogEvent) events.getFirst().event();
    }

    /** All pages, as the service shows them. */
    private static List<RecordedEvent> catalogEvents() {
        var events = new ArrayList<RecordedEvent>();
        var token = "";
        do {
            var page =
                    tree(
                            client.get()
                                    .uri("/v1/catalog/events?limit=7&pageToken=" + token)
                                    .exchange()
                                    .expectStatus()
                                    .isOk()
                                    .expectBody()
                                    .returnResult()
                                    .getResponseBody());
            page.path("items")
                    .forEach(
                            item ->
                                    events.add(
                                            ConfigurationJson.read(
                                                    ConfigurationJson.write(item),
                                                    RecordedEvent.class)));
            token = page.path("nextPageToken").asString("");
        } while (!token.isEmpty());
        return events;
    }

    /** Tests of provisioning send it back as an order. */
    @Test
    void recommends_bundles_in_the_form_that_orders_take() throws Exception {
        var answer = recommend(TUTORIAL).expectBody().returnResult().getResponseBody();
        var recommended =
                ConfigurationJson.mapper().readTree(requireNonNull(answer)).at("/recommended/0");
        assertThat(recommended)
                .as("%s", recommended)
                .isEqualTo(
                        ConfigurationJson.mapper()
                                .readTree(
                                        Files.readString(
                                                Path.of(
                                                        "src/test/resources/recommended-bundle.json"))));
    }

    @Test
    void a_price_changes_only_at_the_version_it_was_read_at() {
        var price = "{\"monthlyPrice\":{\"currency\":\"USD\",\"minorUnits\":%s}}";
        var read = etag(patch("LARGE_I", price.formatted(9_900_001)));

        var changed = patch("LARGE_I", price.formatted(9_900_002), read);
        changed.expectStatus().isOk();
        var present = etag(changed);

        assertThat(present).isNotEqualTo(read);
        for (var late : List.of(9_900_003, 9_900_002)) {
            patch("LARGE_I", price.formatted(late), read)
                    .expectStatus()
                    .isEqualTo(412)
                    .expectHeader()
                    .valueEquals("ETag", present)
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("/problems/stale-revision");
        }
        patch("LARGE_I", price.formatted(9_900_002), present).expectStatus().isOk();
        patch("LARGE_I", price.formatted(9_900_002), "7")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).startsWith("If-Match must be"));
        patch("LARGE_I", price.formatted(9_900_000), "*")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.monthlyPrice.minorUnits")
                .isEqualTo(9_900_000);
    }

    private static String etag(WebTestClient.ResponseSpec answer) {
        return requireNonNull(answer.expectBody().returnResult().getResponseHeaders().getETag());
    }

    @Test
    void a_frozen_database_costs_callers_seconds() {
        try (var frozen = FrozenProcess.of(postgres.process())) {
            assertThat(frozen).isNotNull();
            var callers =
                    Stream.of("/v1/regions", "/v1/specifications", "/actuator/health/readiness")
                            .map(path -> CompletableFuture.runAsync(() -> assertUnavailable(path)))
                            .toList();
            callers.forEach(CompletableFuture::join);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> client.get().uri("/v1/regions").exchange().expectStatus().isOk());
    }

    private static void assertUnavailable(String path) {
        var answer = client.get().uri(path).exchange().expectStatus().isEqualTo(503);
        if (path.startsWith("/v1")) {
            answer.expectHeader().exists("Retry-After");
        }
    }

    @Test
    void answers_other_errors_as_problems_too() {
        recommend("{nonsense").expectStatus().isBadRequest();
        recommend("").expectStatus().isBadRequest();
        client.get()
                .uri("/v1/unknown")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/not-found");
        client.delete()
                .uri("/v1/regions")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Allow", "GET, HEAD, OPTIONS");
        patch("HUGE_I", "{\"monthlyPrice\":{\"currency\":\"USD\",\"minorUnits\":1}}")
                .expectStatus()
                .isNotFound();
        patch("SMALL_I", "{\"monthlyPrice\":{\"currency\":\"EUR\",\"minorUnits\":-1}}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].pointer")
                .isEqualTo(List.of("/monthlyPrice/currency", "/monthlyPrice/minorUnits"));
    }

    @Test
    void recommends_for_several_regions() {
        recommend(
                        """
                        {"accelerationRegions":["cn-hongkong","cn-beijing"],
                         "serviceRegion":"us-west-1","icpFiling":true,"webService":true,
                         "ipVersion":"IPV4","serverArea":"OFF_CLOUD","peakBandwidthMbps":10,
                         "maxConcurrentConnections":5000}
                        """)
                .expectBody()
                .jsonPath("$.recommended[0].specification")
                .isEqualTo("SMALL_II");
        recommend(
                        """
                        {"accelerationRegions":["cn-hongkong","cn-hongkong","cn-atlantis",7],
                         "accelerationRegion":"cn-hongkong",
                         "serviceRegion":"us-west-1","icpFiling":true,
                         "serverArea":"OFF_CLOUD","peakBandwidthMbps":10,
                         "maxConcurrentConnections":5000}
                        """)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].pointer")
                .isEqualTo(
                        List.of(
                                "/accelerationRegion",
                                "/accelerationRegions/1",
                                "/accelerationRegions/2",
                                "/accelerationRegions/3"));
    }

    /** Netty used to find a buffer released twice, and said so at WARN. */
    @Test
    void refuses_a_body_that_is_too_large_without_a_word_in_the_log() {
        var log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var messages = new ListAppender<ILoggingEvent>();
        messages.start();
        log.addAppender(messages);
        try {
            var large = "{\"accelerationRegion\":\"" + "x".repeat(3_000_000) + "\"}";
            for (var i = 0; i < 5; i++) {
                recommend(large)
                        .expectStatus()
                        .isEqualTo(413)
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
                patch("SMALL_I", large).expectStatus().isEqualTo(413);
            }
            recommend(TUTORIAL).expectStatus().isOk();
        } finally {
            log.detachAppender(messages);
        }
        assertThat(List.copyOf(messages.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    @Test
    void publishes_every_entry_to_a_compacted_topic() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                PublishedEntries.read(kafka)
                                        .keySet()
                                        .containsAll(
                                                SoldCatalog.entries().stream()
                                                        .map(CatalogEntry::key)
                                                        .toList()));

        // Other tests change the prices of these.
        var changing =
                Set.of(
                        "SMALL_II",
                        "LARGE_I",
                        "SALES",
                        EveryRequestField.REGION,
                        EveryRequestField.ENTRY);
        assertThat(PublishedEntries.read(kafka).values())
                .filteredOn(entry -> !changing.contains(entry.code()))
                .containsExactlyInAnyOrderElementsOf(
                        SoldCatalog.entries().stream()
                                .filter(entry -> !changing.contains(entry.code()))
                                .toList());
        try (var admin = Admin.create(kafka.operator().settings())) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CATALOG);
            var settings =
                    requireNonNull(
                            admin.describeConfigs(List.of(topic))
                                    .all()
                                    .get(10, TimeUnit.SECONDS)
                                    .get(topic));
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void publishes_a_changed_price_at_a_higher_version() {
        patch("SMALL_II", "{\"monthlyPrice\":{\"currency\":\"USD\",\"minorUnits\":29900}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.monthlyPrice.minorUnits")
                .isEqualTo(29_900);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                PublishedEntries.read(kafka)
                                                        .get("specification/SMALL_II"))
                                        .isEqualTo(
                                                new SpecificationEntry(
                                                        "SMALL_II",
                                                        2,
                                                        "Small II",
                                                        2,
                                                        40,
                                                        10_000,
                                                        new Money("USD", 29_900),
                                                        new Money("USD", 299_000))));
        patch("SMALL_II", "{\"monthlyPrice\":{\"currency\":\"USD\",\"minorUnits\":29900}}")
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2);
    }

    @Test
    void describes_itself() throws Exception {
        ApiReference.hasDocument(
                "catalog",
                new String(
                        requireNonNull(
                                client.get()
                                        .uri("/v3/api-docs")
                                        .exchange()
                                        .expectBody()
                                        .returnResult()
                                        .getResponseBody()),
                        StandardCharsets.UTF_8));
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/v1/recommendations'].post")
                .exists()
                .jsonPath(
                        "$.components.schemas.RecommendationRequest.oneOf[*].properties.serverArea.enum")
                .isEqualTo(
                        List.of(List.of("ON_CLOUD", "OFF_CLOUD"), List.of("ON_CLOUD", "OFF_CLOUD")))
                .jsonPath(
                        "$.components.schemas.RecommendationRequest.oneOf[0].properties.peakBandwidthMbps.maximum")
                .isEqualTo(1_000_000);
        client.get().uri("/actuator/prometheus").exchange().expectStatus().isOk();
    }

    private static WebTestClient.ResponseSpec recommend(String body) {
        return client.post()
                .uri("/v1/recommendations")
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Request-Id", "request-7")
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.ResponseSpec patch(String code, String body, String... ifMatch) {
        return client.patch()
                .uri("/v1/specifications/{code}", code)
                .header("If-Match", ifMatch)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
