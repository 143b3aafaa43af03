package io.sixlane.provisioning;

import static io.sixlane.provisioning.TestPlatform.await;
import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbeSample.Side;
import io.sixlane.configuration.relay.ProbedTls;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.testsupport.TestIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The test is the relays: it says on the topic what they publish. */
class ConvergenceIT {
    private static final String LISTENER =
            "{'name':'web','protocol':'TCP','ports':[{'from':80,'to':80}],"
                    + "'clientAffinity':'NONE'}";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    /** Relays that send heartbeats, and their regions. */
    private static final Map<String, String> LIVING = new ConcurrentHashMap<>();

    private static final ScheduledExecutorService HEARTS =
            Executors.newSingleThreadScheduledExecutor();

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static RunningApplication application;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
        api = new ApiClient(application.port(), StoreFixture.ACTOR.account());
        var _ =
                HEARTS.scheduleWithFixedDelay(
                        () -> LIVING.forEach(ConvergenceIT::beatOnce), 1, 1, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        HEARTS.shutdownNow();
        application.close();
    }

    @AfterEach
    void endRelays() {
        LIVING.clear();
    }

    @Test
    void answers_a_change_when_every_relay_runs_it() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        beat("relay-" + region, region);

        var answer = waiting("/v1/accelerators/" + id + "/listeners?wait=30s");
        awaitRevision(id, 3);
        assertThat(answer).isNotDone();
        publish("relay-" + region, region, id, 3, List.of());

        var answered = answer.get();
        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.header("Sixlane-Programmed")).isEqualTo("true");
        assertThat(answered.header("Sixlane-Late")).isEmpty();
    }

    @Test
    void lists_late_relays_after_the_timeout() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        beat("relay-" + region, region);
        publish("relay-" + region, region, id, 2, List.of());

        var answer = api.post("/v1/accelerators/" + id + "/listeners?wait=1s", LISTENER);

        var late = "relay-" + region + ": the relay is at revision 2 of 3";
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Sixlane-Programmed")).isEqualTo("false");
        assertThat(answer.header("Sixlane-Late")).isEqualTo(late);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.json().at("/programmed").asBoolean(true)).isFalse();
        assertThat(answer.text("/late/0")).isEqualTo(late);
        assertThat(answer.text("/convergence/0"))
                .isEqualTo("/v1/accelerators/" + id + "/convergence");
        assertThat(answer.header("Location")).endsWith(answer.text("/answer/id"));
        assertThat(answer.json().at("/answer"))
                .isEqualTo(api.get(answer.header("Location")).json());
        var removed = api.delete(answer.header("Location") + "?wait=1s");
        assertThat(removed.status()).isEqualTo(202);
        assertThat(removed.text("/late/0")).endsWith("is at revision 2 of 4");
        assertThat(removed.json().at("/answer").isNull()).isTrue();
    }

    @Test
    void keeps_the_answer_after_the_wait_by_its_key() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        beat("relay-" + region, region);

        var path = "/v1/accelerators/" + id + "/listeners?wait=1s";
        var answer = api.post(path, LISTENER, "Idempotency-Key", "late");
        assertThat(answer.status()).isEqualTo(202);
        var repeated = api.post(path, LISTENER, "Idempotency-Key", "late");
        assertThat(repeated.status()).isEqualTo(202);
        assertThat(repeated.json()).isEqualTo(answer.json());
    }

    @Test
    void does_not_wait_for_a_relay_that_died() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        beat("relay-" + region, region);
        die("dead-" + region, region);

        var answer = waiting("/v1/accelerators/" + id + "/listeners?wait=30s");
        awaitRevision(id, 3);
        publish("relay-" + region, region, id, 3, List.of());

        assertThat(answer.get().header("Sixlane-Programmed")).isEqualTo("true");
        assertThat(answer.get().header("Sixlane-Dead"))
                .startsWith("dead-" + region + ": the relay sends no heartbeats since 20");
    }

    @Test
    void a_relay_ahead_of_the_log_is_not_programmed() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        beat("relay-" + region, region);
        publish("relay-" + region, region, id, 9, List.of());
        soon().until(() -> convergence(id).text("/relays/0/state").equals("FAILED"));

        var answer = api.post("/v1/accelerators/" + id + "/listeners?wait=1s", LISTENER);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Sixlane-Programmed")).isEqualTo("false");
        assertThat(answer.header("Sixlane-Late"))
                .isEqualTo(
                        "relay-"
                                + region
                                + ": the relay is at revision 9 and the log ends at 3:"
                                + " it ignores changes up to revision 9");
        assertThat(api.get("/v1/accelerators/" + id).text("/conditions/1/reason"))
                .isEqualTo("Diverged");
    }

    @Test
    void compares_what_a_relay_applied_with_the_log_by_hash() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        var head = api.get("/v1/accelerators/" + id).text("/head");
        beat("relay-" + region, region);
        publish("relay-" + region, region, id, 2, "f".repeat(64), List.of());

        soon().until(() -> convergence(id).text("/relays/0/state").equals("FAILED"));
        assertThat(convergence(id).text("/relays/0/message"))
                .startsWith("the relay has another revision 2 than the log");
        publish("relay-" + region, region, id, 2, head, List.of());
        soon().until(() -> convergence(id).text("/relays/0/state").equals("PROGRAMMED"));
    }

    @Test
    void refuses_an_invalid_wait_and_changes_nothing() {
        var id = accelerator(newRegion());

        var answer = api.post("/v1/accelerators/" + id + "/listeners?wait=61s", LISTENER);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.text("/detail")).contains("1s to 60s");
        assertThat(api.get("/v1/accelerators/" + id).text("/revision")).isEqualTo("2");
    }

    @Test
    void shows_what_each_relay_applied_runs_and_failed_to_do() throws Exception {
        var region = newRegion();
        var relay = "relay-" + region;
        var id = accelerator(region);
        beat(relay, region);
        var failure = new ApplyFailure(new ListenerId("lsr-1"), "cannot bind [::1]:80: in use");
        publish(relay, region, id, 2, List.of(failure));

        soon().untilAsserted(
                        () ->
                                assertThat(convergence(id).text("/relays/0/state"))
                                        .isEqualTo("FAILED"));
        var shown = convergence(id);
        assertThat(shown.json().at("/programmed").asBoolean()).isFalse();
        assertThat(shown.json().at("/desiredRevision").asLong()).isEqualTo(2);
        assertThat(shown.json().at("/relays/0/appliedRevision").asLong()).isEqualTo(2);
        assertThat(shown.json().at("/relays/0/effectiveRevision").asLong()).isEqualTo(1);
        assertThat(shown.text("/relays/0/traceparent")).isEqualTo(TRACE);
        assertThat(shown.text("/late/0"))
                .isEqualTo(relay + ": lsr-1: cannot bind [::1]:80: in use");
        assertThat(api.as("other").get("/v1/accelerators/" + id + "/convergence").status())
                .isEqualTo(404);
    }

    @Test
    void waits_for_a_relay_elsewhere_to_give_a_region_up() throws Exception {
        var here = newRegion();
        var left = newRegion();
        var id = accelerator(here);
        append(id, 2, regions(left));
        append(id, 3, new AccelerationRegionRemoved(left));
        beat("relay-" + here, here);
        beat("relay-" + left, left);
        publish("relay-" + here, here, id, 4, List.of());
        publish("relay-" + left, left, id, 3, List.of());

        soon().untilAsserted(
                        () ->
                                assertThat(convergence(id).json().at("/late").toString())
                                        .isEqualTo(
                                                "[\"relay-%s: the relay is at revision 3 of 4\"]"
                                                        .formatted(left)));
        publish("relay-" + left, left, id, 4, List.of());
        soon().until(() -> convergence(id).json().at("/programmed").asBoolean());
        // Later revisions do not concern a relay that gave the accelerator up.
        append(id, 4, StoreFixture.listenerAdded());
        publish("relay-" + here, here, id, 5, List.of());
        soon().until(
                        () ->
                                convergence(id).json().at("/programmed").asBoolean()
                                        && convergence(id).text("/desiredRevision").equals("5"));
    }

    @Test
    void streams_every_step() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        beat("relay-" + region, region);
        var uri =
                "http://127.0.0.1:%s/v1/accelerators/%s/convergence/stream"
                        .formatted(application.port(), id);
        try (var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(URI.create(uri))
                                    .header(
                                            "Authorization",
                                            TestIdentity.bearer(
                                                    StoreFixture.ACTOR.account(), "VIEWER"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            try (var lines = response.body()) {
                var told = lines.filter(line -> line.startsWith("data:")).iterator();
                assertThat(told.next()).contains("\"programmed\":false");
                publish("relay-" + region, region, id, 2, List.of());
                String last;
                do {
                    last = told.next();
                } while (last.contains("\"programmed\":false"));
                assertThat(last).contains("\"desiredRevision\":2").contains("\"PROGRAMMED\"");
            }
            client.shutdownNow();
        }
    }

    @Test
    void one_stream_shows_everything_that_an_account_sees() throws Exception {
        var region = newRegion();
        var relay = "relay-" + region;
        try (var stream = new EventStreamReader(application.port(), "acme", "")) {
            assertThat(stream.next("ready").data().path("resumed").asBoolean(true)).isFalse();
            append(new AcceleratorId(newAccelerator()), new Actor("other", "eve", "", "req-9"));
            var id = accelerator(region);

            var first =
                    stream.untilEach(
                            List.of(
                                    event -> isChange(event, 1),
                                    event -> isChange(event, 2),
                                    event -> isState(event, id, "UNSERVED")));
            var made = first.stream().filter(event -> isChange(event, 1)).findFirst().orElseThrow();
            assertThat(made.text("resource")).isEqualTo(id.text());
            assertThat(made.text("type")).isEqualTo("AcceleratorCreated");
            assertThat(made.text("user")).isEqualTo("ann");
            assertThat(made.text("requestId")).isEqualTo("req-1");
            beat(relay, region);
            stream.untilEach(
                    List.of(
                            event -> event.name().equals("relay") && event.text("id").equals(relay),
                            event -> isState(event, id, "PENDING")));
            publish(relay, region, id, 2, List.of());
            awaitState(stream, id, "PROGRAMMED");
            assertThat(state(id)).isEqualTo("PROGRAMMED");
            append(id, 2, StoreFixture.listenerAdded());
            var failure = new ApplyFailure(new ListenerId("lsr-1"), "cannot bind [::1]:80: in use");
            publish(relay, region, id, 3, List.of(failure));
            awaitState(stream, id, "FAILED");
            assertThat(state(id)).isEqualTo("FAILED");
        }
    }

    @Test
    void a_stream_goes_on_after_the_last_event_that_its_client_has() throws Exception {
        EventStreamReader.Event last;
        var id = new AcceleratorId(newAccelerator());
        try (var stream = new EventStreamReader(application.port(), "acme", "")) {
            stream.next("ready");
            append(id, 0, created(id.text()));
            last = stream.next("change");
        }
        append(id, 1, StoreFixture.listenerAdded());
        append(id, 2, regions(newRegion()));

        try (var stream = new EventStreamReader(application.port(), "acme", last.id())) {
            var missed = stream.until(event -> event.name().equals("ready"));
            assertThat(missed)
                    .filteredOn(event -> event.name().equals("change"))
                    .extracting(event -> event.data().path("revision").asLong())
                    .containsExactly(2L, 3L);
            assertThat(missed.getLast().data().path("resumed").asBoolean()).isTrue();
        }
        try (var stream = new EventStreamReader(application.port(), "acme", "12-999999")) {
            assertThat(stream.next("ready").data().path("resumed").asBoolean(true)).isFalse();
        }
    }

    private static void awaitState(EventStreamReader stream, AcceleratorId id, String state)
            throws InterruptedException {
        stream.until(event -> isState(event, id, state));
    }

    private static boolean isChange(EventStreamReader.Event event, long revision) {
        return event.name().equals("change") && event.data().path("revision").asLong() == revision;
    }

    private static boolean isState(EventStreamReader.Event event, AcceleratorId id, String state) {
        return event.name().equals("state")
                && event.text("acceleratorId").equals(id.text())
                && event.text("state").equals(state);
    }

    private static String state(AcceleratorId id) {
        return api.get("/v1/accelerators?view=summary&q=" + id).text("/items/0/state");
    }

    private static CompletableFuture<Answer> waiting(String path) {
        return CompletableFuture.supplyAsync(() -> api.post(path, LISTENER));
    }

    private static Answer convergence(AcceleratorId id) {
        return api.get("/v1/accelerators/" + id + "/convergence");
    }

    private static void awaitRevision(AcceleratorId id, long revision) {
        soon().until(
                        () ->
                                api.get("/v1/accelerators/" + id)
                                        .text("/revision")
                                        .equals(Long.toString(revision)));
    }

    @Test
    void shows_the_health_of_endpoints_as_each_living_relay_finds_it() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        var path = "/v1/accelerators/" + id;
        var group =
                new EndpointGroup(
                        new EndpointGroupId("epg-1"),
                        "group",
                        "us-west-1",
                        BackendService.OFF_CLOUD,
                        false,
                        List.of(
                                new Endpoint(
                                        new EndpointId("ep-1"),
                                        EndpointType.CUSTOM_IP,
                                        "192.0.2.1",
                                        10)),
                        List.of(),
                        null,
                        new HealthCheck(
                                HealthCheck.Protocol.TCP, null, 3, 3_000, 3, null, null, null),
                        null,
                        null,
                        null,
                        null,
                        null);
        var listener =
                new Listener(
                        new ListenerId("lsr-1"),
                        "web",
                        Protocol.TCP,
                        List.of(new PortRange(80, 80)),
                        ClientAffinity.NONE,
                        List.of(group));
        append(id, 2, new ListenerAdded(listener));
        soon().until(() -> api.get(path + "/health").text("/state").equals("INIT"));

        beat("relay-" + region, region);
        beat("other-" + region, region);
        find("relay-" + region, region, id, EndpointHealth.State.HEALTHY, null);
        find("other-" + region, region, id, EndpointHealth.State.UNHEALTHY, "port 80: refused");
        find("dead-" + region, region, id, EndpointHealth.State.UNHEALTHY, "port 80: refused");

        var endpoint = "/listeners/0/endpointGroups/0/endpoints/0";
        soon().until(() -> api.get(path + "/health").text("/state").equals("PARTIALLY_ABNORMAL"));
        var shown = api.get(path + "/health");
        assertThat(shown.text(endpoint + "/state")).isEqualTo("PARTIALLY_ABNORMAL");
        assertThat(shown.json().at(endpoint + "/relays")).hasSize(2);
        assertThat(shown.text(endpoint + "/relays/0/relay")).isEqualTo("other-" + region);
        assertThat(shown.text(endpoint + "/relays/0/reason")).isEqualTo("port 80: refused");
        assertThat(shown.text(endpoint + "/relays/1/state")).isEqualTo("HEALTHY");

        find("other-" + region, region, id, EndpointHealth.State.HEALTHY, null);
        soon().until(() -> api.get(path + "/health").text("/state").equals("NORMAL"));
        assertThat(api.as("someone-else").get(path + "/health").status()).isEqualTo(404);
    }

    private static void find(
            String relay,
            String region,
            AcceleratorId id,
            EndpointHealth.State state,
            @Nullable String reason)
            throws Exception {
        application.send(
                Topics.RELAY_STATUS,
                relay,
                new AcceleratorHealth(
                        relay,
                        region,
                        STARTED,
                        Instant.now(),
                        id,
                        List.of(
                                new EndpointHealth(
                                        new ListenerId("lsr-1"),
                                        new EndpointGroupId("epg-1"),
                                        new EndpointId("ep-1"),
                                        state,
                                        reason,
                                        STARTED,
                                        false,
                                        150L,
                                        null))));
    }

    private static String newRegion() {
        return newAccelerator().replace("ga-", "r");
    }

    @Test
    void a_relay_of_the_clients_region_measures_before_and_after() throws Exception {
        var region = newRegion();
        var id = accelerator(region);
        var wanted = "{'acceleratorId':'%s','protocol':'HTTP','path':'/health'}".formatted(id);
        assertThat(api.post("/v1/probes", wanted).problem()).isEqualTo("not-probeable");
        var listener = (ListenerAdded) StoreFixture.listenerAdded();
        append(id, 2, listener);
        append(id, 3, new EndpointGroupAdded(listener.listener().id(), probedGroup()));
        var alone = api.post("/v1/probes", wanted);
        assertThat(alone.problem()).isEqualTo("no-relay-in-region");
        assertThat(alone.status()).isEqualTo(409);
        beat("relay-" + region, region);
        var planned = api.post("/v1/probes?dryRun=true", wanted);
        assertThat(planned.text("/state")).isEqualTo("PLANNED");

        var begun = api.post("/v1/probes", wanted);

        assertThat(begun.status()).as(begun.response().body()).isEqualTo(201);
        var path = begun.header("Location");
        assertThat(begun.text("/state")).isEqualTo("WAITING");
        assertThat(begun.text("/direct/address")).isEqualTo("198.51.100.7:8080");
        assertThat(begun.text("/accelerated/address")).matches("\\[fd00::.*]:80");
        var request = probeRequest(begun.text("/id"));
        assertThat(request.relayId()).isEqualTo("relay-" + region);
        assertThat(request.revision()).isEqualTo(4);
        assertThat(request.path()).isEqualTo("/health");
        publish("thief", request, List.of(sample(Side.DIRECT, 1, 1)), true);
        publish("relay-" + region, request, List.of(sample(Side.DIRECT, 1, 300)), false);
        soon().until(() -> api.get(path).text("/state").equals("RUNNING"));
        assertThat(api.get(path).text("/direct/connectMicros/median")).isEqualTo("300");
        var all =
                List.of(
                        sample(Side.DIRECT, 1, 300),
                        sample(Side.ACCELERATED, 1, 100),
                        sample(Side.DIRECT, 2, 500),
                        new ProbeSample(
                                Side.ACCELERATED,
                                2,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "refused"));
        publish("relay-" + region, request, all, true);
        soon().until(() -> api.get(path).text("/state").equals("FINISHED"));
        // Late, or sent again.
        publish("relay-" + region, request, List.of(), false);
        var done = api.get(path);
        assertThat(done.json().at("/samples")).hasSize(4);
        assertThat(done.text("/direct/tlsMicros/median")).isEqualTo("800");
        assertThat(done.text("/direct/totalMicros/median")).isEqualTo("1600");
        assertThat(done.text("/accelerated/measured")).isEqualTo("1");
        assertThat(done.text("/accelerated/failed")).isEqualTo("1");
        assertThat(done.text("/requestedBy")).isNotBlank();

        var list = "/v1/accelerators/" + id + "/probes";
        assertThat(api.get(list).json().at("/items/0")).isEqualTo(done.json());
        assertThat(api.get(list).json().at("/items")).hasSize(1);
        assertThat(api.as("eve").get(path).status()).isEqualTo(404);
        assertThat(api.as("eve").get(list).status()).isEqualTo(404);
        assertThat(api.as("eve").post("/v1/probes", wanted).status()).isEqualTo(404);
        var secure =
                api.post(
                        "/v1/probes",
                        "{'acceleratorId':'%s','protocol':'HTTPS','serverName':'shop.example','verifyCertificate':false}"
                                .formatted(id));
        assertThat(secure.text("/protocol")).isEqualTo("HTTPS");
        assertThat(secure.text("/verifyCertificate")).isEqualTo("false");
        assertThat(probeRequest(secure.text("/id")).tls())
                .isEqualTo(new ProbedTls("shop.example", false));
        var mixed = wanted.replace("}", ",'verifyCertificate':false}");
        assertThat(api.post("/v1/probes", mixed).status()).isEqualTo(400);
        for (var more = 3; more <= 6; more++) {
            assertThat(api.post("/v1/probes", wanted).status()).isEqualTo(201);
        }
        var refused = api.post("/v1/probes", wanted);
        assertThat(refused.problem()).isEqualTo("too-many-probes");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(api.get(list).json().at("/items")).hasSize(6);
    }

    private static EndpointGroup probedGroup() {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "far",
                "us-west-1",
                BackendService.OFF_CLOUD,
                false,
                List.of(
                        new Endpoint(
                                new EndpointId("ep-1"),
                                EndpointType.CUSTOM_IP,
                                "198.51.100.7",
                                1,
                                8_080,
                                null)),
                List.of());
    }

    private static ProbeSample sample(Side side, int round, long micros) {
        return new ProbeSample(
                side, round, micros, 2 * micros, 3 * micros, 4 * micros, 200, 9L, null);
    }

    private static void publish(
            String relay, AskedProbe request, List<ProbeSample> samples, boolean finished)
            throws Exception {
        application.send(
                Topics.RELAY_STATUS,
                relay,
                new ProbeMeasured(
                        relay,
                        request.region(),
                        STARTED,
                        Instant.now(),
                        request.id(),
                        request.acceleratorId(),
                        samples,
                        finished,
                        null));
    }

    private static AskedProbe probeRequest(String id) {
        try (var consumer =
                new KafkaConsumer<>(
                        TestPlatform.kafka().operator().settings(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(Topics.PROBES, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            for (var record : consumer.poll(Duration.ofSeconds(10))) {
                var request = ConfigurationJson.read(record.value(), AskedProbe.class);
                if (request.id().equals(id)) {
                    return request;
                }
            }
        }
        throw new AssertionError(id + " is not in the topic");
    }

    private static AcceleratorId accelerator(String region) {
        var id = new AcceleratorId(newAccelerator());
        append(id, 0, created(id.text()));
        append(id, 1, regions(region));
        return id;
    }

    /** With an address of its own: a shared one has one accelerator for each port. */
    private static StreamEvent regions(String region) {
        var address = "fd00::" + Integer.toHexString(ADDRESSES.incrementAndGet());
        return new AccelerationRegionsAdded(
                List.of(new AccelerationRegion("ASIA", region, 10, IpVersion.IPV6, address)));
    }

    private static void append(AcceleratorId id, long revision, StreamEvent event) {
        append(StoreFixture.ACTOR, new Append(id.text(), revision, List.of(event)));
    }

    /** Makes an accelerator. */
    private static void append(AcceleratorId id, Actor actor) {
        append(actor, new Append(id.text(), 0, List.of(created(id.text()))));
    }

    private static void append(Actor actor, Append append) {
        await(
                application
                        .bean(EventStore.class)
                        .append(new Change(actor, Instant.now(), List.of(append))));
    }

    /** From now on, until the test ends. */
    private static void beat(String relay, String region) throws Exception {
        LIVING.put(relay, region);
        beatOnce(relay, region);
        soon().until(() -> application.get("/v1/relays").body().contains(relay));
    }

    /** As if it had sent its last heartbeat a minute ago. */
    private static void die(String relay, String region) throws Exception {
        beatOnce(relay, region);
        soon().until(() -> application.get("/v1/relays").body().contains(relay));
        var database = application.bean(DatabaseClient.class);
        await(
                database.sql(
                                """
                                update relay
                                   set received_at = received_at - interval '1 minute'
                                 where relay_id = :relay
                                returning relay_id
                                """)
                        .bind("relay", relay)
                        .mapValue(String.class)
                        .one());
    }

    private static void beatOnce(String relay, String region) {
        try {
            application.send(
                    Topics.RELAY_STATUS,
                    relay,
                    new Heartbeat(
                            relay,
                            region,
                            STARTED,
                            Instant.now(),
                            "portable",
                            1,
                            1,
                            0,
                            "kafka",
                            List.of(),
                            List.of(),
                            null));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void publish(
            String relay,
            String region,
            AcceleratorId id,
            long revision,
            List<ApplyFailure> failures)
            throws Exception {
        publish(relay, region, id, revision, RecordedEvent.NO_HASH, failures);
    }

    private static void publish(
            String relay,
            String region,
            AcceleratorId id,
            long revision,
            String head,
            List<ApplyFailure> failures)
            throws Exception {
        @Nullable Long effective = failures.isEmpty() ? revision : revision - 1;
        application.send(
                Topics.RELAY_STATUS,
                relay,
                new AcceleratorApplied(
                        relay,
                        region,
                        STARTED,
                        Instant.now(),
                        id,
                        revision,
                        head,
                        failures,
                        effective,
                        TRACE));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }
}
