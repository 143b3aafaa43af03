package io.sixlane.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.http.request.Precondition;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.convergence.ConvergenceProbe;
import io.sixlane.provisioning.eventstore.AppendObserver;
import io.sixlane.provisioning.publication.TopicReader;
import io.sixlane.provisioning.request.ChangeOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ETag;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;

/** Change sets, dry runs, history and the ways back, over HTTP and a real PostgreSQL. */
class ChangesIT {
    private static final String ORDER =
            "{'specification':'SMALL_II','bandwidthType':'PREMIUM','peakBandwidthMbps':10,"
                    + "'crossBorderMbps':null,'term':{'unit':'MONTH','count':2}}";
    private static final String GROUP =
            "'name':'silicon-valley','region':'us-west-1','backendService':'OFF_CLOUD',"
                    + "'endpoints':[{'type':'CUSTOM_IP','address':'198.51.100.1','weight':255}]";

    private static final Executor CLIENTS = Executors.newVirtualThreadPerTaskExecutor();

    private static String database;
    private static WebServerApplicationContext context;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        database = TestPlatform.newDatabase();
        context = run();
        api = client();
        publish(new RegionEntry("cn-hongkong", 1, "hk", "ASIA_PACIFIC", false, true));
        publish(new RegionEntry("roomy", 1, "roomy", "ASIA_PACIFIC", false, true));
        publish(new RegionEntry("lone", 1, "lone", "ASIA_PACIFIC", false, true));
        publish(new RegionEntry("only", 1, "only", "ASIA_PACIFIC", false, true));
        publish(new RegionEntry("us-west-1", 1, "us", "NORTH_AMERICA", false, false));
        publish(new RegionEntry("cn-beijing", 1, "Beijing", "CHINA", true, true));
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
        publish(
                new BandwidthTypeEntry(
                        "ENHANCED",
                        1,
                        "Enhanced",
                        true,
                        false,
                        Set.of(EndpointType.values()),
                        usd(1),
                        usd(1)));
    }

    private static WebServerApplicationContext run(Class<?>... more) {
        var sources =
                Stream.concat(
                        Stream.of(ProvisioningApplication.class, MovableClock.InService.class),
                        Stream.of(more));
        return (WebServerApplicationContext)
                new SpringApplication(sources.toArray(Class<?>[]::new))
                        .run(
                                TestPlatform.arguments(
                                        database,
                                        TestPlatform.service(),
                                        "--SIXLANE_ADDRESS_POOLS=cn-beijing=fd00:4::/64,cn-hongkong=fd00:1::/64,roomy=fd00:2::/64,lone=fd00:3::/127,only=fd00:5::/127"));
    }

    private static ApiClient client() {
        return client(context);
    }

    private static ApiClient client(WebServerApplicationContext of) {
        var port = Objects.requireNonNull(of.getWebServer()).getPort();
        return new ApiClient(port, "acme-" + database);
    }

    @AfterAll
    static void stop() {
        SpringApplication.exit(context);
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(TestPlatform.postgresPort(), database),
                EmbeddedPostgres.USER,
                TestPlatform.postgresPassword());
    }

    /**
     * Three live relays of the region and a dead one. One of the three has so many listeners that
     * it reports others alone.
     */
    private static void relays(String accelerator, String listener) throws SQLException {
        try (var connection = connect();
                var insert = connection.createStatement()) {
            insert.execute(
                    """
                    insert into relay (relay_id, region, incarnation, last_heartbeat_at, received_at,
                                       path, accelerators, listeners, connections_active, source,
                                       connections_by_listener)
                    values ('busy', 'cn-hongkong', now(), now(), now() + '1 day'::interval, 'portable', 1, 201, 1403, 'kafka',
                            (select jsonb_agg(jsonb_build_object(
                                        'acceleratorId', '%1$s',
                                        'listenerId', 'lsr-' || lpad(i::text, 16, '0'),
                                        'connections', 7))
                               from generate_series(1, 200) as i)),
                           ('exact', 'cn-hongkong', now(), now(), now() + '1 day'::interval, 'portable', 1, 1, 9, 'kafka',
                            '[{"acceleratorId":"%1$s","listenerId":"%2$s","connections":3}]'),
                           ('idle', 'cn-hongkong', now(), now(), now() + '1 day'::interval, 'portable', 1, 1, 0, 'kafka', '[]'),
                           ('dead', 'cn-hongkong', now(), now(), now() - '1 day'::interval, 'portable', 1, 1, 9, 'kafka', '[]')
                    """
                            .formatted(accelerator, listener));
        }
    }

    private static void publish(CatalogEntry entry) throws SQLException {
        try (var connection = connect();
                var insert =
                        connection.prepareStatement(
                                "insert into catalog_entry (key, version, topic, partition,"
                                        + " position, body) values (?, 1, '', 0, 0, ?::jsonb)")) {
            insert.setString(1, entry.key());
            insert.setString(2, ConfigurationJson.mapper().writeValueAsString(entry));
            insert.executeUpdate();
        }
    }

    /** The path of a new accelerator, paid, with its plan. */
    private static String newAccelerator() {
        return newAccelerator(ORDER);
    }

    private static String newAccelerator(String body) {
        return newAccelerator(api, body);
    }

    private static String newAccelerator(ApiClient client, String body) {
        var order = client.post("/v1/orders", body).text("/id");
        var paid = client.post("/v1/orders/" + order + "/payment", "");
        var path = "/v1/accelerators/" + paid.text("/acceleratorId");
        assertThat(
                        client.put(path + "/bandwidth-plans/" + paid.text("/bandwidthPlanId"), "")
                                .status())
                .isEqualTo(200);
        return path;
    }

    private static Answer changeSet(String path, String changes, String... headers) {
        return api.post(path + "/change-sets", "{'changes':[" + changes + "]}", headers);
    }

    private static String listener(String name, int port) {
        return "'name':'%s','protocol':'TCP','ports':[{'from':%s,'to':%s}]"
                .formatted(name, port, port);
    }

    private static String region(String region, int mbps) {
        return "'area':'ASIA_PACIFIC','regions':[{'region':'%s','bandwidthMbps':%s}]"
                .formatted(region, mbps);
    }

    /** With a region, a listener and a group. */
    private static String newWholeAccelerator() {
        var path = newAccelerator();
        var built =
                changeSet(
                        path,
                        "{'op':'addRegions',%s},{'op':'addListener','id':'$web',%s},"
                                        .formatted(region("cn-hongkong", 4), listener("web", 80))
                                + "{'op':'addEndpointGroup','id':'$us','listenerId':'$web',%s}"
                                        .formatted(GROUP));
        assertThat(built.status()).as(built.response().body()).isEqualTo(200);
        return path;
    }

    private static long revision(String path) {
        return api.get(path).json().at("/revision").longValue();
    }

    private static List<String> types(String path, long from) {
        return api.get(path + "/events?limit=200&from=" + from)
                .json()
                .at("/items")
                .valueStream()
                .map(event -> event.at("/type").asString())
                .toList();
    }

    @Test
    void a_change_set_is_one_change_and_its_changes_know_each_other() {
        var path = newAccelerator();
        var before = revision(path);

        var built =
                api.post(
                        path + "/change-sets",
                        "{'reason':'go live','changes':[{'op':'addListener','id':'$web',%s},"
                                        .formatted(listener("web", 80))
                                + "{'op':'addEndpointGroup','id':'$us','listenerId':'$web',%s},"
                                        .formatted(GROUP)
                                + "{'op':'addEndpoint','listenerId':'$web','endpointGroupId':'$us',"
                                + "'type':'CUSTOM_IP','address':'198.51.100.2','weight':1}]}",
                        "traceparent",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(built.status()).as(built.response().body()).isEqualTo(200);
        var whole = api.get(path);
        assertThat(built.header("ETag")).isEqualTo("\"5\"");
        assertThat(whole.header("ETag")).startsWith("\"5-");
        assertThat(whole.text("/listeners/0/id")).isEqualTo(built.text("/ids/$web"));
        assertThat(whole.text("/listeners/0/endpointGroups/0/id"))
                .isEqualTo(built.text("/ids/$us"));
        assertThat(whole.json().at("/listeners/0/endpointGroups/0/endpoints")).hasSize(2);
        assertThat(built.json().at("/accelerator")).as("as GET shows it").isEqualTo(whole.json());
        var events = api.get(path + "/events?from=" + (before + 1)).json().at("/items");
        assertThat(events.valueStream().map(e -> e.at("/occurredAt").asString()).distinct())
                .hasSize(1);
        assertThat(events.valueStream())
                .hasSize(3)
                .allMatch(e -> e.at("/actor/reason").asString().equals("go live"))
                .allMatch(e -> e.at("/actor/traceparent").asString().startsWith("00-4bf92f"));
    }

    @Test
    void a_change_set_binds_replaces_and_unbinds_plans() {
        var path = newAccelerator();
        var first = api.get(path).text("/plan/planId");
        var second = newPlan("PREMIUM", "BASIC", 10);
        var abroad = newPlan("PREMIUM", "CROSS_BORDER", 4);

        var changed =
                changeSet(
                        path,
                        "{'op':'replacePlan','planId':'%s','replacementId':'%s'},"
                                        .formatted(first, second)
                                + "{'op':'bindPlan','planId':'%s'}".formatted(abroad));

        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.text("/accelerator/plan/planId")).isEqualTo(second);
        assertThat(changed.text("/accelerator/crossBorderPlan/planId")).isEqualTo(abroad);
        assertThat(api.get("/v1/bandwidth-plans/" + first).json().at("/boundTo").isNull()).isTrue();
        var freed =
                changeSet(
                        path,
                        "{'op':'unbindPlan','planId':'%s'},{'op':'unbindPlan','planId':'%s'}"
                                .formatted(abroad, second));
        assertThat(freed.status()).as(freed.response().body()).isEqualTo(200);
        assertThat(api.get(path).json().at("/plan").isNull()).isTrue();
    }

    private static String newPlan(String type, String kind, int mbps) {
        var order =
                api.post(
                        "/v1/orders",
                        "{'kind':'PLAN','bandwidthType':'%s','planKind':'%s','bandwidthMbps':%s,"
                                        .formatted(type, kind, mbps)
                                + "'term':{'unit':'MONTH','count':1}}");
        assertThat(order.status()).as(order.response().body()).isEqualTo(201);
        return api.post("/v1/orders/" + order.text("/id") + "/payment", "")
                .text("/bandwidthPlanId");
    }

    @Test
    void a_change_set_is_published_once_as_it_is_in_the_end() {
        try (var topics = new TopicReader(TestPlatform.kafka().operator())) {
            var path = newAccelerator();
            var id = List.of(path.substring(path.lastIndexOf('/') + 1));
            var before = revision(path);
            await().until(() -> newest(topics, id) == before);
            var images = topics.records(id).size();
            var events = topics.events(id).size();

            var changed =
                    changeSet(
                            path,
                            IntStream.range(0, 20)
                                    .mapToObj(i -> listener("web" + i, 80 + i))
                                    .map("{'op':'addListener',%s}"::formatted)
                                    .collect(Collectors.joining(",")));
            assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
            assertThat(api.patch(path, "{'name':'afterwards'}").status()).isEqualTo(200);

            await().until(() -> newest(topics, id) == before + 21);
            assertThat(topics.events(id).subList(events, events + 20))
                    .extracting(RecordedEvent::revision)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(before + 1, before + 20).boxed().toList());
            assertThat(topics.records(id).subList(images, topics.records(id).size()))
                    .extracting(AcceleratorRecord::revision)
                    .isSubsetOf(before + 20, before + 21)
                    .doesNotHaveDuplicates();
        }
    }

    private static long newest(TopicReader topics, List<String> id) {
        var images = topics.records(id);
        return images.isEmpty() ? 0 : images.getLast().revision();
    }

    @Test
    void no_way_across_the_border_comes_to_be_without_a_plan_for_it() {
        var path =
                newAccelerator(
                        ORDER.replace("PREMIUM", "ENHANCED")
                                .replace("'crossBorderMbps':null", "'crossBorderMbps':4"));
        var area = "'area':'CHINA','regions':[{'region':'cn-beijing','bandwidthMbps':4}]";
        var built =
                changeSet(
                        path,
                        "{'op':'addRegions',%s},{'op':'addListener','id':'$web',%s}"
                                .formatted(area, listener("web", 80)));
        assertThat(built.status()).as(built.response().body()).isEqualTo(200);
        var groups = path + "/listeners/" + built.text("/ids/$web") + "/endpoint-groups";
        var before = revision(path);

        assertThat(api.post(groups, "{" + GROUP + "}").problem())
                .isEqualTo("cross-border-plan-missing");
        var inSet =
                changeSet(
                        path,
                        "{'op':'rename','name':'shop'},{'op':'addEndpointGroup','listenerId':'%s',%s}"
                                .formatted(built.text("/ids/$web"), GROUP));
        assertThat(inSet.problem()).isEqualTo("cross-border-plan-missing");
        assertThat(inSet.json().at("/change").intValue()).isEqualTo(1);
        assertThat(revision(path)).isEqualTo(before);

        var abroad = newPlan("ENHANCED", "CROSS_BORDER", 4);
        assertThat(api.put(path + "/bandwidth-plans/" + abroad, "").status()).isEqualTo(200);
        assertThat(api.post(groups, "{" + GROUP + "}").status()).isEqualTo(201);
        var across = revision(path);
        assertThat(api.delete(path + "/bandwidth-plans/" + abroad).problem())
                .isEqualTo("cross-border-plan-missing");
        var group = api.get(path).text("/listeners/0/endpointGroups/0/id");
        assertThat(api.delete(groups + "/" + group + "?cascade=true").status()).isEqualTo(204);
        assertThat(api.delete(path + "/bandwidth-plans/" + abroad).status()).isEqualTo(200);

        var back = api.post(path + "/rollback", "{'toRevision':%s}".formatted(across));
        assertThat(back.problem()).isEqualTo("rollback-no-longer-fits");
        assertThat(back.response().body()).contains("needs a cross-border plan between Beijing");
        var remote =
                api.post(
                        path + "/acceleration-areas",
                        "{'area':'ASIA_PACIFIC','regions':[{'region':'cn-hongkong','bandwidthMbps':2}]}");
        assertThat(remote.status()).as(remote.response().body()).isEqualTo(201);
        assertThat(api.post(groups, "{" + GROUP.replace("us-west-1", "cn-beijing") + "}").problem())
                .isEqualTo("cross-border-plan-missing");
    }

    @Test
    void a_change_set_with_a_refused_change_changes_nothing_and_names_it() {
        var path = newWholeAccelerator();
        var before = revision(path);

        var refused =
                changeSet(
                        path,
                        "{'op':'addListener',%s},{'op':'addListener',%s}"
                                .formatted(listener("api", 81), listener("again", 80)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("port-in-use");
        assertThat(refused.json().at("/change").intValue()).isEqualTo(1);
        assertThat(revision(path)).isEqualTo(before);
    }

    @Test
    void a_change_set_names_every_bad_field_of_every_change() {
        var path = newAccelerator();

        var bad =
                changeSet(
                        path,
                        "{'op':'addListener','id':'web',%s},{'op':'no'},"
                                        .formatted(listener("a", 0))
                                + "{'op':'removeListener','listenerId':'$web'},"
                                + "{'op':'removeListener','id':'$x','listenerId':'lsr-1'}");

        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.badFields())
                .containsExactlyInAnyOrder(
                        "/changes/0/id",
                        "/changes/0/name",
                        "/changes/0/ports/0/from",
                        "/changes/0/ports/0/to",
                        "/changes/1/op",
                        "/changes/2/listenerId",
                        "/changes/3/id");
        assertThat(changeSet(path, "").badFields()).containsExactly("/changes");
    }

    private record Mutation(String method, String path, String body) {
        Answer send(String accelerator, String parameters, String... headers) {
            var whole = accelerator + path + (path.contains("?") ? "&" : "?") + parameters;
            return switch (method) {
                case "POST" -> api.post(whole, body, headers);
                case "PUT" -> api.put(whole, body, headers);
                case "PATCH" -> api.patch(whole, body, headers);
                default -> api.delete(whole, headers);
            };
        }
    }

    /** Every kind of mutation, each possible after those before it; the last one ends it. */
    private static List<Mutation> everyMutation(String accelerator) {
        var whole = api.get(accelerator);
        var listener = "/listeners/" + whole.text("/listeners/0/id");
        var groups = listener + "/endpoint-groups";
        var group = groups + "/" + whole.text("/listeners/0/endpointGroups/0/id");
        var endpoint =
                group + "/endpoints/" + whole.text("/listeners/0/endpointGroups/0/endpoints/0/id");
        var mutations = new ArrayList<Mutation>();
        mutations.add(new Mutation("PATCH", "", "{'name':'shop'}"));
        mutations.add(new Mutation("POST", "/acceleration-areas", "{" + region("roomy", 2) + "}"));
        mutations.add(new Mutation("PATCH", "/acceleration-areas/roomy", "{'bandwidthMbps':3}"));
        mutations.add(new Mutation("POST", "/listeners", "{" + listener("api", 90) + "}"));
        mutations.add(new Mutation("PATCH", listener, "{'ports':[{'from':81,'to':82}]}"));
        mutations.add(
                new Mutation(
                        "POST", groups, "{" + GROUP.replace("us-west-1", "cn-hongkong") + "}"));
        mutations.add(new Mutation("PATCH", group, "{'trafficPercentage':50}"));
        mutations.add(
                new Mutation(
                        "PUT",
                        group + "/endpoints",
                        "{'endpoints':[{'type':'CUSTOM_IP','address':'198.51.100.1','weight':1}]}"));
        mutations.add(
                new Mutation(
                        "POST",
                        group + "/endpoints",
                        "{'type':'CUSTOM_IP','address':'198.51.100.9','weight':1}"));
        mutations.add(new Mutation("PATCH", endpoint, "{'weight':7}"));
        mutations.add(
                new Mutation(
                        "POST",
                        "/change-sets",
                        "{'changes':[{'op':'rename','name':'other'},{'op':'addListener',%s}]}"
                                .formatted(listener("set", 99))));
        mutations.add(new Mutation("DELETE", endpoint, ""));
        mutations.add(new Mutation("DELETE", group + "?cascade=true", ""));
        mutations.add(new Mutation("DELETE", listener + "?cascade=true", ""));
        mutations.add(new Mutation("DELETE", "/acceleration-areas/roomy?cascade=true", ""));
        mutations.add(new Mutation("POST", "/rollback", "{'toRevision':2}"));
        mutations.add(new Mutation("DELETE", "?cascade=true", ""));
        return mutations;
    }

    @Test
    void a_dry_run_of_every_mutation_shows_its_effects_and_writes_nothing() {
        var path = newWholeAccelerator();
        for (var mutation : everyMutation(path)) {
            var before = revision(path);

            var dry = mutation.send(path, "dryRun=true");
            assertThat(dry.status()).as("%s %s", mutation, dry.response().body()).isEqualTo(200);
            assertThat(dry.json().at("/dryRun").booleanValue()).as("%s", mutation).isTrue();
            assertThat(revision(path)).as("%s", mutation).isEqualTo(before);

            var done = mutation.send(path, "dryRun=false");
            assertThat(done.status())
                    .as("%s %s", mutation, done.response().body())
                    .isBetween(200, 204);
            var happened = api.get(path + "/events?limit=200&from=" + (before + 1)).json();
            assertThat(forecast(dry, path))
                    .as("%s", mutation)
                    .isNotEmpty()
                    .isEqualTo(
                            happened.at("/items")
                                    .valueStream()
                                    .map(ChangesIT::withoutNewIds)
                                    .toList());
            if (!mutation.path().startsWith("?")) {
                var difference = api.get(path + "/diff?from=" + before + "&to=" + revision(path));
                assertThat(withoutIds(dry.json().at("/changes")))
                        .as("%s", mutation)
                        .isEqualTo(withoutIds(difference.json().at("/changes")));
            }
        }
    }

    private static List<String> forecast(Answer dry, String path) {
        var id = path.substring(path.lastIndexOf('/') + 1);
        return dry.json()
                .at("/events")
                .valueStream()
                .filter(event -> event.at("/streamId").asString().equals(id))
                .map(ChangesIT::withoutNewIds)
                .toList();
    }

    private static String withoutNewIds(JsonNode event) {
        return event.at("/revision").asString() + withoutIds(event.at("/event"));
    }

    private static String withoutIds(JsonNode json) {
        return json.toString().replaceAll("(lsr|epg|ep)-[a-z0-9]{20}", "$1");
    }

    @Test
    void a_stale_revision_stops_every_mutation_and_the_refusal_has_the_current_one() {
        var path = newWholeAccelerator();
        var revision = revision(path);
        for (var mutation : everyMutation(path)) {
            var stale = mutation.send(path, "", "If-Match", "\"1\"");
            assertThat(stale.status()).as("%s", mutation).isEqualTo(412);
            assertThat(stale.header("ETag")).as("%s", mutation).isEqualTo("\"" + revision + "\"");
        }
        assertThat(api.post(path + "/confirm", "", "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(revision(path)).isEqualTo(revision);
    }

    /** In one instance changes take turns, so it takes two for one to overtake the other. */
    @Test
    void every_mutation_is_decided_again_when_one_of_another_instance_overtakes_it()
            throws Exception {
        var path = newWholeAccelerator();
        var second = run(OwnThreads.class);
        try {
            for (var mutation : everyMutation(path)) {
                if (mutation.path().startsWith("?")) {
                    break;
                }
                var before = revision(path);
                var name = "{'name':'at-%s'}".formatted(before);

                var answers =
                        overtaking(
                                path,
                                () -> mutation.send(path, ""),
                                () -> client(second).patch(path, name));

                assertThat(answers)
                        .as("%s", mutation)
                        .allSatisfy(
                                answer ->
                                        assertThat(answer.status())
                                                .as(answer.response().body())
                                                .isLessThan(300));
                assertThat(revision(path)).isGreaterThanOrEqualTo(before + 2);
            }
        } finally {
            SpringApplication.exit(second);
        }
    }

    @Test
    void two_instances_cannot_both_change_one_revision() throws Exception {
        var path = newWholeAccelerator();
        var tag = "\"%s\"".formatted(revision(path));
        var second = run(OwnThreads.class);
        try {
            var answers =
                    overtaking(
                            path,
                            () -> api.patch(path, "{'name':'one'}", "If-Match", tag),
                            () -> client(second).patch(path, "{'name':'two'}", "If-Match", tag));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
        } finally {
            SpringApplication.exit(second);
        }
    }

    @Test
    void changes_that_wait_for_one_accelerator_are_appended_together_and_answered_each()
            throws Exception {
        var path = newWholeAccelerator();
        var id = new AcceleratorId(path.substring(path.lastIndexOf('/') + 1));
        var before = revision(path);
        var waiting = new ArrayList<CompletableFuture<AcceleratorImage>>();
        try (var held = new HeldStream(connect(), id.text())) {
            var first = rename(id, "first", Precondition.NONE);
            held.awaitWriters(1);
            for (var number = 1; number <= 10; number++) {
                waiting.add(rename(id, "name-" + number, Precondition.NONE));
            }
            var stale = rename(id, "stale", ifMatch(before));
            var expected = rename(id, "expected", ifMatch(before + 11));
            var again = rename(id, "expected", Precondition.NONE);
            held.letGo();

            assertThat(first.get().revision()).isEqualTo(before + 1);
            for (var number = 1; number <= 10; number++) {
                var image = waiting.get(number - 1).get();
                assertThat(image.revision()).isEqualTo(before + 1 + number);
                assertThat(image.name()).isEqualTo("name-" + number);
            }
            assertThat(stale).failsWithin(Duration.ofSeconds(60));
            assertThat(expected.get().revision()).isEqualTo(before + 12);
            assertThat(again.get()).isEqualTo(expected.get());
        }

        var log = log(id.text());
        assertThat(EventHash.verify(log.stream().map(Logged::event).toList())).isTrue();
        var last = log.getLast().event();
        assertThat(last.hash()).isEqualTo(api.get(path).text("/head"));
        assertThat(log.stream().skip(before).map(Logged::transaction).distinct()).hasSize(2);
    }

    @Test
    void a_change_whose_caller_leaves_before_its_turn_is_not_made() throws Exception {
        var path = newWholeAccelerator();
        var id = new AcceleratorId(path.substring(path.lastIndexOf('/') + 1));
        var before = revision(path);
        try (var held = new HeldStream(connect(), id.text())) {
            var first = rename(id, "first", Precondition.NONE);
            held.awaitWriters(1);
            var second = rename(id, "second", Precondition.NONE);
            var third = rename(id, "third", Precondition.NONE);
            second.cancel(true);
            held.letGo();

            assertThat(first.get().name()).isEqualTo("first");
            assertThat(third.get().name()).isEqualTo("third");
            assertThat(third.get().revision()).isEqualTo(before + 2);
        }
    }

    private static CompletableFuture<AcceleratorImage> rename(
            AcceleratorId id, String name, Precondition precondition) {
        var actor = new Actor("acme-" + database, "ann", "::1", "req-" + name);
        var options =
                new ChangeOptions(
                        actor,
                        precondition,
                        false,
                        Optional.empty(),
                        AppendObserver.NONE,
                        Optional.empty());
        return context.getBean(AcceleratorChanges.class)
                .change(id, options, new Rename(name))
                .toFuture();
    }

    private static Precondition ifMatch(long revision) {
        return new Precondition(List.of(new ETag(Long.toString(revision), false)), List.of());
    }

    private record Logged(String transaction, RecordedEvent event) {}

    private static List<Logged> log(String stream) throws SQLException {
        var log = new ArrayList<Logged>();
        try (var connection = connect();
                var read =
                        connection.prepareStatement(
                                "select xid::text, record from event where stream_id = ?"
                                        + " order by revision")) {
            read.setString(1, stream);
            try (var rows = read.executeQuery()) {
                while (rows.next()) {
                    log.add(
                            new Logged(
                                    rows.getString(1),
                                    ConfigurationJson.read(
                                            rows.getString(2).getBytes(UTF_8),
                                            RecordedEvent.class)));
                }
            }
        }
        return log;
    }

    /** So that the first instance outlives the second one in this JVM. */
    static class OwnThreads {
        @Bean
        ReactorResourceFactory ownReactorResources() {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }
    }

    /** Lets both decide on the same revision before either of them is written. */
    private static List<Answer> overtaking(
            String path, Supplier<Answer> one, Supplier<Answer> other) throws SQLException {
        try (var held = new HeldStream(connect(), path.substring(path.lastIndexOf('/') + 1))) {
            var first = CompletableFuture.supplyAsync(one);
            var second = CompletableFuture.supplyAsync(other);
            held.awaitWriters(2);
            held.letGo();
            return List.of(first.join(), second.join());
        }
    }

    @Test
    void events_of_a_later_version_are_named_and_block_changes() throws SQLException {
        var path = newWholeAccelerator();
        var revision = revision(path);
        var id = path.substring(path.lastIndexOf('/') + 1);
        var rename = "{'name':'shop'}";
        setType(id, revision, "Teleported");

        var answers =
                List.of(
                        api.get(path + "/events"),
                        api.get(path + "?at=" + revision),
                        api.get(path + "/diff?from=1&to=" + revision),
                        api.patch(path + "?dryRun=true", rename),
                        api.patch(path, rename),
                        api.delete(path + "?cascade=true"));
        var before = api.get(path + "?at=" + (revision - 1));
        setType(id, revision, "EndpointGroupAdded");

        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.status()).isEqualTo(503);
                            assertThat(answer.problem()).isEqualTo("event-not-understood");
                            assertThat(answer.json().at("/revision").longValue())
                                    .isEqualTo(revision);
                            assertThat(answer.text("/eventType")).isEqualTo("Teleported");
                        });
        assertThat(revision(path)).isEqualTo(revision);
        assertThat(before.status()).isEqualTo(200);
        assertThat(api.patch(path, rename).status()).isEqualTo(200);
    }

    private static void setType(String id, long revision, String type) throws SQLException {
        try (var connection = connect();
                var update =
                        connection.prepareStatement(
                                "update event set record = jsonb_set(record, '{event,type}',"
                                        + " to_jsonb(?::text))"
                                        + " where stream_id = ? and revision = ?")) {
            update.setString(1, type);
            update.setString(2, id);
            update.setLong(3, revision);
            update.executeUpdate();
        }
    }

    @Test
    void a_dry_run_shows_what_relays_would_do() throws SQLException {
        var path = newWholeAccelerator();
        var listener = api.get(path).text("/listeners/0/id");

        var dry =
                api.post(
                        path + "/change-sets?dryRun=true",
                        "{'changes':[{'op':'changeListener','listenerId':'%s',".formatted(listener)
                                + "'ports':[{'from':81,'to':81}]},"
                                + "{'op':'addListener',%s}]}".formatted(listener("api", 90)));
        assertThat(dry.json().at("/relays/0/steps").valueStream())
                .extracting(step -> step.at("/action").asString())
                .containsExactly("REBIND", "BIND");

        var next = api.delete(path + "/listeners/" + listener + "?cascade=true&dryRun=true").json();
        assertThat(next.at("/relays/0/region").asString()).isEqualTo("cn-hongkong");
        assertThat(next.at("/relays/0/relay").isNull()).isTrue();
        assertThat(next.at("/relays/0/steps/0/action").asString()).isEqualTo("UNBIND");
        assertThat(next.at("/relays/0/steps/0/connections").isNull()).isTrue();
        assertThat(next.at("/relays/0/steps/0/connectionsAtMost").isNull()).isTrue();

        relays(path.substring(path.lastIndexOf('/') + 1), listener);
        var known = api.delete(path + "/listeners/" + listener + "?cascade=true&dryRun=true");
        assertThat(known.json().at("/relays").valueStream())
                .extracting(
                        relay -> relay.at("/relay").asString(),
                        relay -> relay.at("/steps/0/connections").toString(),
                        relay -> relay.at("/steps/0/connectionsAtMost").toString())
                .containsExactly(
                        tuple("busy", "null", "7"),
                        tuple("exact", "3", "3"),
                        tuple("idle", "0", "0"));
    }

    @Test
    void reads_the_past_by_revision_and_by_time() {
        var path = newWholeAccelerator();
        var end = revision(path);
        MovableClock.moveBy(Duration.ofMinutes(1));
        assertThat(api.patch(path, "{'name':'shop'}").status()).isEqualTo(200);
        var last = api.get(path + "/events?from=" + (end + 1)).json().at("/items/0");
        var at = last.at("/occurredAt").asString();

        assertThat(types(path, 2)).startsWith("BandwidthPlanBound").endsWith("AcceleratorRenamed");
        assertThat(api.get(path + "/events?to=2").json().at("/items")).hasSize(2);
        assertThat(api.get(path + "/events?from=" + at).json().at("/items")).hasSize(1);
        assertThat(api.get(path + "/events?from=2&limit=1").text("/nextPageToken")).isEqualTo("3");

        assertThat(api.get(path + "?at=" + end).json().has("name")).isFalse();
        assertThat(api.get(path + "?at=" + at).text("/name")).isEqualTo("shop");
        assertThat(api.get(path + "?at=2").json().at("/listeners")).isEmpty();

        var difference = api.get(path + "/diff?from=" + end + "&to=" + at).json();
        assertThat(difference.at("/changes")).hasSize(1);
        assertThat(difference.at("/changes/0/text").asString()).isEqualTo("/name: added \"shop\"");

        assertThat(api.get(path + "?at=99").problem()).isEqualTo("nothing-then");
        assertThat(api.get(path + "?at=2020-01-01T00:00:00Z").status()).isEqualTo(404);
        assertThat(api.get(path + "?at=yesterday").status()).isEqualTo(400);
        assertThat(api.as("evil").get(path + "?at=2").problem()).isEqualTo("accelerator-not-found");
    }

    @Test
    void rolls_back_as_a_new_change_and_regains_its_address() {
        var path = newWholeAccelerator();
        var whole = revision(path);
        var address = api.get(path).text("/regions/0/acceleratedIp");
        assertThat(api.post(path + "/rollback", "{'toRevision':2}").status()).isEqualTo(200);
        assertThat(api.get(path).json().at("/regions")).isEmpty();

        var back = api.post(path + "/rollback", "{'toRevision':%s}".formatted(whole));

        assertThat(back.status()).as(back.response().body()).isEqualTo(200);
        assertThat(back.text("/regions/0/acceleratedIp")).isEqualTo(address);
        assertThat(back.json()).as("as GET shows it").isEqualTo(api.get(path).json());
        assertThat(types(path, whole + 1))
                .containsExactly(
                        "RolledBack",
                        "ListenerRemoved",
                        "AccelerationRegionRemoved",
                        "RolledBack",
                        "AccelerationRegionsAdded",
                        "ListenerAdded");
        var difference =
                api.get(path + "/diff?from=%s&to=%s".formatted(whole, revision(path))).json();
        assertThat(difference.at("/changes")).isEmpty();
    }

    @Test
    void does_not_go_back_to_an_address_that_was_given_away() {
        var path = newAccelerator();
        assertThat(changeSet(path, "{'op':'addRegions',%s}".formatted(region("lone", 2))).status())
                .isEqualTo(200);
        var whole = revision(path);
        assertThat(api.post(path + "/rollback", "{'toRevision':2}").status()).isEqualTo(200);
        MovableClock.moveBy(Duration.ofHours(2));
        var other = newAccelerator();
        assertThat(changeSet(other, "{'op':'addRegions',%s}".formatted(region("lone", 2))).status())
                .isEqualTo(200);

        var refused = api.post(path + "/rollback", "{'toRevision':%s}".formatted(whole));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("rollback-no-longer-fits");
        assertThat(refused.json().at("/reasons")).hasSize(1);
        assertThat(changeSet(other, "{'op':'delete','cascade':true}").status()).isEqualTo(204);
    }

    @Test
    void an_unconfirmed_change_rolls_back_even_across_a_restart() {
        var path = newWholeAccelerator();
        var before = revision(path);
        assertThat(api.patch(path + "?confirmWithin=120s", "{'name':'shop'}").status())
                .isEqualTo(200);
        assertThat(api.patch(path, "{'name':'other'}").problem())
                .isEqualTo("change-awaits-confirmation");
        assertThat(api.post(path + "/confirm", "").status()).isEqualTo(200);
        assertThat(api.post(path + "/confirm", "").problem()).isEqualTo("nothing-to-confirm");

        assertThat(api.patch(path + "?confirmWithin=2m", "{'name':'lost'}").status())
                .isEqualTo(200);
        SpringApplication.exit(context);
        MovableClock.moveBy(Duration.ofSeconds(121));
        context = run();
        api = client();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get(path).text("/name").equals("shop"));

        assertThat(types(path, before + 1))
                .containsExactly(
                        "AcceleratorRenamed",
                        "ConfirmationAwaited",
                        "ChangeConfirmed",
                        "AcceleratorRenamed",
                        "ConfirmationAwaited",
                        "RolledBack",
                        "AcceleratorRenamed");
        var last = api.get(path + "/events?from=" + revision(path)).json().at("/items/0/actor");
        assertThat(last.at("/user").asString()).isEqualTo("sixlane");
        assertThat(last.at("/reason").asString()).isEqualTo("not confirmed in time");
    }

    @Test
    void a_pending_change_is_shown_and_blocks_deletion_and_rollback() {
        var path = newWholeAccelerator();
        var before = revision(path);
        assertThat(api.patch(path + "?confirmWithin=5m", "{'name':'shop'}").status())
                .isEqualTo(200);
        var during = revision(path);

        assertThat(api.get(path).json().at("/confirmation/revertTo").longValue()).isEqualTo(before);
        assertThat(api.get(path).text("/confirmation/deadline")).isNotEmpty();
        assertThat(api.delete(path + "?cascade=true").problem())
                .isEqualTo("change-awaits-confirmation");
        assertThat(changeSet(path, "{'op':'delete','cascade':true}").problem())
                .isEqualTo("change-awaits-confirmation");
        assertThat(api.post(path + "/rollback", "{'toRevision':2}").problem())
                .isEqualTo("change-awaits-confirmation");
        assertThat(revision(path)).isEqualTo(during);

        assertThat(api.post(path + "/rollback", "{'toRevision':%s}".formatted(before)).status())
                .isEqualTo(200);
        assertThat(api.get(path).json().at("/confirmation").isNull()).isTrue();
        assertThat(api.delete(path + "?cascade=true").status()).isEqualTo(204);
    }

    @Test
    void an_address_that_a_change_may_need_back_is_not_allocated_again() {
        var path = newAccelerator();
        var lone = "{'op':'addRegions',%s}".formatted(region("only", 2));
        assertThat(changeSet(path, lone).status()).isEqualTo(200);
        var address = api.get(path).text("/regions/0/acceleratedIp");
        var other = newAccelerator();

        assertThat(
                        api.delete(path + "/acceleration-areas/only?cascade=true&confirmWithin=24h")
                                .status())
                .isEqualTo(204);
        MovableClock.moveBy(Duration.ofHours(3));
        assertThat(changeSet(other, lone).problem()).isEqualTo("address-pool-exhausted");
        MovableClock.moveBy(Duration.ofHours(22));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get(path).text("/regions/0/acceleratedIp").equals(address));

        assertThat(
                        api.delete(path + "/acceleration-areas/only?cascade=true&confirmWithin=24h")
                                .status())
                .isEqualTo(204);
        assertThat(api.post(path + "/confirm", "").status()).isEqualTo(200);
        MovableClock.moveBy(Duration.ofHours(3));
        assertThat(changeSet(other, lone).status()).isEqualTo(200);
        assertThat(api.get(other).text("/regions/0/acceleratedIp")).isEqualTo(address);
        assertThat(api.delete(path + "?cascade=true").status()).isEqualTo(204);
        assertThat(api.delete(other + "?cascade=true").status()).isEqualTo(204);
    }

    @Test
    void a_repeated_mutation_with_a_key_gets_its_first_answer() throws SQLException {
        var path = newWholeAccelerator();
        var before = revision(path);
        var body = "{%s}".formatted(listener("keyed", 8081));

        var first = api.post(path + "/listeners", body, "Idempotency-Key", "k-1");
        var again = api.post(path + "/listeners", body, "Idempotency-Key", "k-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(revision(path)).isEqualTo(before + 1);

        var other = "{%s}".formatted(listener("other", 8082));
        assertThat(api.post(path + "/listeners", other, "Idempotency-Key", "k-1").problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(
                        api.as("stranger-" + database)
                                .post(path + "/listeners", body, "Idempotency-Key", "k-1")
                                .problem())
                .isEqualTo("accelerator-not-found");
        for (var less : List.of(Map.of("role", "VIEWER"), Map.of("accelerator", "ga-other"))) {
            var theirs = api.with(Map.copyOf(less));
            assertThat(theirs.post(path + "/listeners", body, "Idempotency-Key", "k-1").problem())
                    .as("%s", less)
                    .isEqualTo("idempotency-key-reused");
        }
        update("update keyed_request set claimed_at = claimed_at - interval '25 hours'");
        assertThat(api.post(path + "/listeners", other, "Idempotency-Key", "k-1").status())
                .isEqualTo(201);
    }

    @Test
    void a_repeated_change_of_one_revision_is_not_refused_for_its_own_success() {
        var path = newAccelerator();
        var headers = new String[] {"If-Match", "\"2\"", "Idempotency-Key", "k-2"};

        var first = api.patch(path, "{'name':'shop'}", headers);
        var again = api.patch(path, "{'name':'shop'}", headers);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(revision(path)).isEqualTo(3);
        assertThat(api.delete(path + "?cascade=true", "Idempotency-Key", "k-3").status())
                .isEqualTo(204);
        assertThat(api.delete(path + "?cascade=true", "Idempotency-Key", "k-3").status())
                .isEqualTo(204);
    }

    @Test
    void requests_with_one_key_at_the_same_time_make_one_change() {
        var path = newWholeAccelerator();
        var before = revision(path);
        var body = "{%s}".formatted(listener("once", 8083));

        var answers =
                IntStream.range(0, 8)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        api.post(
                                                                path + "/listeners",
                                                                body,
                                                                "Idempotency-Key",
                                                                "k-4"),
                                                CLIENTS))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().response().body()).distinct())
                .hasSize(1);
        assertThat(answers.getFirst().join().status()).isEqualTo(201);
        assertThat(revision(path)).isEqualTo(before + 1);
    }

    @Test
    void a_refused_request_frees_its_key_and_a_lost_answer_is_not_made_twice() throws SQLException {
        var path = newWholeAccelerator();
        var body = "{%s}".formatted(listener("second", 80));
        var refused = api.post(path + "/listeners", body, "Idempotency-Key", "k-5");
        assertThat(refused.problem()).isEqualTo("port-in-use");
        var listener = api.get(path).text("/listeners/0/id");
        assertThat(api.delete(path + "/listeners/" + listener + "?cascade=true").status())
                .isEqualTo(204);
        assertThat(api.post(path + "/listeners", body, "Idempotency-Key", "k-5").status())
                .isEqualTo(201);
        var after = revision(path);

        update(
                "update keyed_request set status = null, claimed_at = now() - interval '2 minutes'"
                        + " where key = 'k-5'");
        var again = api.post(path + "/listeners", body, "Idempotency-Key", "k-5");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/revision").longValue()).isEqualTo(after);
        assertThat(revision(path)).isEqualTo(after);
    }

    private static void update(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    @Test
    void the_tag_of_an_accelerator_covers_its_conditions() throws SQLException {
        var path = newWholeAccelerator();
        var id = path.substring(path.lastIndexOf('/') + 1);
        var before = api.get(path).header("ETag");
        assertThat(api.get(path, "If-None-Match", before).status()).isEqualTo(304);

        relays(id, api.get(path).text("/listeners/0/id"));
        try {
            assertThat(api.get(path, "If-None-Match", before).status()).isEqualTo(200);
            assertThat(api.get(path).header("ETag")).isNotEqualTo(before);
        } finally {
            update("delete from relay");
        }
        assertThat(api.patch(path, "{'name':'shop'}", "If-Match", before).status()).isEqualTo(200);
        assertThat(api.patch(path, "{'name':'late'}", "If-Match", before).status()).isEqualTo(412);
    }

    @Test
    void the_stream_of_a_deleted_accelerator_ends_with_a_last_event() {
        var path = newWholeAccelerator();
        var queries = ConvergenceProbe.in(context);
        var stream =
                CompletableFuture.supplyAsync(() -> api.get(path + "/convergence/stream"), CLIENTS);
        await().atMost(Duration.ofSeconds(10)).until(() -> queries.watched() > 0);
        assertThat(api.delete(path + "?cascade=true").status()).isEqualTo(204);

        assertThat(stream)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(
                        answer -> assertThat(answer.response().body()).contains("event:deleted"));
        await().atMost(Duration.ofSeconds(10)).until(() -> queries.watched() == 0);
    }

    @Test
    void many_clients_that_share_one_pool_wait_in_turn_and_succeed() {
        var clients = 64;
        var paths =
                IntStream.range(0, clients)
                        .mapToObj(
                                n -> {
                                    var account = api.as("crowd-%s-%s".formatted(n / 8, database));
                                    return new Shared(account, newAccelerator(account, ORDER));
                                })
                        .toList();
        var answers =
                paths.stream()
                        .map(
                                shared ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        shared.client()
                                                                .post(
                                                                        shared.path()
                                                                                + "/acceleration-areas",
                                                                        "{%s}"
                                                                                .formatted(
                                                                                        region(
                                                                                                "roomy",
                                                                                                2))),
                                                CLIENTS))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join).map(Answer::status))
                .hasSize(clients)
                .containsOnly(201);
        assertThat(answers.stream().map(answer -> answer.join().text("/acceleratedIp")).distinct())
                .hasSize(clients);
    }

    private record Shared(ApiClient client, String path) {}

    @Test
    void irreversible_commands_are_refused_with_a_confirmation() {
        var path = newAccelerator();
        var before = revision(path);

        assertThat(api.delete(path + "?cascade=true&confirmWithin=120s").problem())
                .isEqualTo("cannot-take-itself-back");
        assertThat(api.patch(path + "?confirmWithin=25h", "{'name':'shop'}").status())
                .isEqualTo(400);
        assertThat(api.patch(path + "?dryRun=perhaps", "{'name':'shop'}").status()).isEqualTo(400);
        assertThat(revision(path)).isEqualTo(before);
    }

    @Test
    void a_dry_run_of_an_order_buys_nothing() {
        var dry = api.as("dry-" + database).post("/v1/orders?dryRun=true", ORDER);

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.text("/events/0/type")).isEqualTo("OrderPlaced");
        assertThat(
                        api.as("dry-" + database)
                                .get("/v1/orders/" + dry.text("/events/0/streamId"))
                                .status())
                .isEqualTo(404);
    }
}
