package io.sixlane.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.order.Money;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.joining.FleetFixture;
import io.sixlane.provisioning.joining.JoiningProbe;
import io.sixlane.testsupport.OpenApiWalk;
import io.sixlane.testsupport.OpenApiWalk.Operation;
import io.sixlane.testsupport.OpenApiWalk.Probe;
import io.sixlane.topics.FleetReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is wrong with a request, the answer names it, and nothing happens. */
class EveryRequestFieldIT {
    private static final int SENDERS = 8;

    /** So that half a character gets through as it is. */
    private static final JsonMapper WRITER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static EmbeddedKafka kafka;
    private static RunningApplication application;
    private static ApiClient api;
    private static OpenApiWalk walk;

    /**
     * Right by itself, and not beside what the other field has in the same body.
     *
     * @param field the end of its place
     * @param why of the probe
     * @param named the end of the place of the other one
     */
    private record Together(String field, String why, String named) {
        boolean explain(Probe probe, Answer answer) {
            return probe.field().endsWith(field)
                    && probe.why().equals(why)
                    && isBadRequest(answer)
                    && answer.badFields().size() == 1
                    && answer.badFields().getFirst().endsWith(named);
        }
    }

    private static final List<Together> TOGETHER =
            List.of(
                    new Together("/type", "constant CUSTOM_DOMAIN", "/address"),
                    new Together("/ports/0/from", "value 2", "/ports/0/to"),
                    new Together("/ports/0/from", "value 65499", "/ports/0/to"),
                    new Together("/ports/0/to", "value 65499", "/ports"),
                    new Together("/expectedStatus/from", "value 101", "/expectedStatus/to"),
                    new Together("/expectedStatus/from", "value 599", "/expectedStatus/to"));

    /** The values of path parameters; all of these resources exist. */
    private static Map<String, String> ids;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(TestPlatform.folder("fields-kafka"), 0);
        var fleet = FleetFixture.create();
        application = new RunningApplication(kafka, fleet.settings());
        api = new ApiClient(application.port(), "operator");
        walk =
                new OpenApiWalk(
                        JsonMapper.shared()
                                .readValue(
                                        api.get("/v3/api-docs").response().body(),
                                        new TypeReference<Map<String, Object>>() {}));
        sell(new RegionEntry("cn-hongkong", 1, "Hong Kong", "ASIA_PACIFIC", false, true));
        sell(new SpecificationEntry("SMALL_I", 1, "Small I", 1, 20, 5_000, usd(16_500)));
        sell(
                new BandwidthTypeEntry(
                        "PREMIUM",
                        1,
                        "Premium",
                        true,
                        true,
                        Set.of(EndpointType.values()),
                        usd(3_000),
                        usd(5_000)));
        var copy = application.bean(CatalogCopy.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> copy.bandwidthType("PREMIUM").blockOptional().isPresent());
        ids = new HashMap<>(OneOfEverything.build(api));
        ids.putAll(
                new JoiningProbe(
                                api,
                                application.bean(FleetReader.class),
                                kafka.bootstrapServers(),
                                fleet.folder())
                        .member());
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    private static void sell(CatalogEntry entry) throws Exception {
        application.send(Topics.CATALOG, entry.key(), entry);
    }

    @AfterAll
    static void stop() {
        application.close();
        kafka.close();
    }

    @Test
    void every_field_is_checked_as_documented_and_nothing_invalid_is_written() {
        var before = events();
        var complaints = new ConcurrentLinkedQueue<String>();
        for (var operation : walk.operations()) {
            var probes = walk.probes(operation);
            assertThat(probes.stream().map(Probe::field).filter(field -> !field.isEmpty()))
                    .as("%s", operation)
                    .containsAll(walk.fields(operation));
            var wrong = probes.stream().filter(probe -> !probe.good()).toList();
            send(operation, "", wrong, EveryRequestFieldIT::isNamed, complaints);
        }
        assertThat(complaints).isEmpty();
        assertThat(events()).isEqualTo(before);
        for (var operation : walk.operations()) {
            var good = walk.probes(operation).stream().filter(Probe::good).toList();
            send(operation, "?dryRun=true", good, EveryRequestFieldIT::isTaken, complaints);
        }
        assertThat(complaints).isEmpty();
        assertThat(events()).isEqualTo(before);
    }

    private static void send(
            Operation operation,
            String query,
            List<Probe> probes,
            BiPredicate<Probe, Answer> wanted,
            Collection<String> complaints) {
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            for (var probe : probes) {
                senders.execute(
                        () -> {
                            var body = WRITER.writeValueAsString(probe.body());
                            var answer = send(operation, query, body);
                            if (!wanted.test(probe, answer)) {
                                complaints.add(
                                        "%s %s %s: %s %s"
                                                .formatted(
                                                        operation,
                                                        probe.field(),
                                                        probe.why(),
                                                        answer.status(),
                                                        answer.response().body()));
                            }
                        });
            }
        }
    }

    @Test
    void bodies_that_are_not_json_objects_or_too_large_are_refused_and_nothing_is_written() {
        var before = events();
        for (var operation : walk.operations()) {
            for (var body :
                    List.of("", "{", "[]", "null", "7", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}")) {
                var answer = send(operation, "", body);
                assertThat(isBadRequest(answer)).as("%s %s", operation, body).isTrue();
                assertThat(answer.badFields()).as("%s %s", operation, body).contains("");
            }
            var large = send(operation, "", "{\"a\":\"" + "x".repeat(2_000_000) + "\"}");
            assertThat(large.status()).as("%s", operation).isEqualTo(413);
            assertThat(large.problem()).isEqualTo("content-too-large");
        }
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_wrong_part_of_a_path_or_of_a_query_is_named_and_nothing_is_written() {
        var before = events();
        var document = api.get("/v3/api-docs").json();
        assertThat(new WrongParameters(api, ids).complaints(document)).isEmpty();
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void another_account_finds_nothing_by_these_ids() {
        var before = events();
        var document = api.get("/v3/api-docs").json();
        assertThat(new OtherAccounts(api.as("stranger"), ids).complaints(document)).isEmpty();
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void the_document_has_every_body_that_is_read() {
        var mappings =
                Objects.requireNonNull(
                        application.bean(DispatcherHandler.class).getHandlerMappings());
        var read =
                mappings.stream()
                        .filter(RequestMappingHandlerMapping.class::isInstance)
                        .map(RequestMappingHandlerMapping.class::cast)
                        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                        .filter(
                                entry ->
                                        Arrays.stream(entry.getValue().getMethodParameters())
                                                .anyMatch(
                                                        parameter ->
                                                                parameter.hasParameterAnnotation(
                                                                        RequestBody.class)))
                        .map(Map.Entry::getKey)
                        .map(
                                mapping ->
                                        mapping.getMethodsCondition()
                                                        .getMethods()
                                                        .iterator()
                                                        .next()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                + " "
                                                + mapping.getPatternsCondition()
                                                        .getPatterns()
                                                        .iterator()
                                                        .next()
                                                        .getPatternString())
                        .toList();
        assertThat(walk.operations().stream().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    /** At a revision that nothing has; what begins something is at revision 0 before that. */
    @Test
    void every_mutation_of_another_revision_is_refused_with_the_current_one() {
        var before = events();
        assertThat(walk.mutations())
                .hasSizeGreaterThan(30)
                .containsAll(walk.operations().stream().map(Operation::toString).toList());
        for (var mutation : walk.mutations()) {
            var answers = answers(mutation, "If-Match", "\"999\"");
            assertThat(answers).as(mutation).allMatch(answer -> answer.status() >= 400);
            assertThat(answers)
                    .as(mutation)
                    .anySatisfy(
                            answer -> {
                                assertThat(answer.status())
                                        .as(answer.response().body())
                                        .isEqualTo(412);
                                assertThat(answer.problem()).isEqualTo("stale-revision");
                                assertThat(answer.header("ETag")).matches("\"[0-9]{1,3}\"");
                            });
        }
        assertThat(events()).isEqualTo(before);
    }

    /** Else it would stay although the request said that it shall not. */
    @Test
    void purchases_are_refused_with_a_confirmation() {
        var before = events();
        var bought =
                walk.mutations().stream()
                        .filter(
                                mutation ->
                                        !mutation.contains(" /v1/accelerators/")
                                                || mutation.endsWith("/renewals"))
                        .toList();
        assertThat(bought).hasSizeGreaterThan(7);
        assertThat(bought)
                .allSatisfy(
                        mutation -> {
                            var refused = send(mutation, "", "?confirmWithin=60s");
                            assertThat(refused.status()).isEqualTo(422);
                            assertThat(refused.problem()).isEqualTo("cannot-take-itself-back");
                        });
        assertThat(events()).isEqualTo(before);
    }

    /** Resources made with POST that cannot be changed or deleted, each with the reason. */
    private static final Map<String, String> NEITHER_PATCH_NOR_DELETE =
            Map.ofEntries(
                    Map.entry("/v1/orders", "is cancelled with DELETE, and another one placed"),
                    Map.entry("/v1/probes", "measured facts, which age out"),
                    Map.entry("/v1/accelerators/{id}/renewals", "makes an order"),
                    Map.entry("/v1/accounts/{account}/credits", "money that came in is a fact"),
                    Map.entry(
                            "/v1/accelerators/{id}/listeners/{listenerId}/access-prefixes",
                            "has a DELETE of its own, and nothing but its name"),
                    Map.entry("/v1/accelerators/{id}/change-sets", "makes what its changes make"),
                    Map.entry("/v1/accelerators/{id}/rollback", "is a change, undone by another"),
                    Map.entry("/v1/accelerators/{id}/confirm", "is a change, undone by another"),
                    Map.entry("/v1/orders/{id}/payment", "is a step of an order"),
                    Map.entry("/v1/orders/{id}/confirm-payment", "is a step of an order"),
                    Map.entry(
                            "/v1/accelerators/{id}/resumption",
                            "ends a suspension, which only time makes"),
                    Map.entry(
                            "/v1/relays/join-tokens",
                            "is revoked with DELETE, and another one made"));

    @Test
    void everything_that_is_made_can_be_changed_and_deleted() {
        var mutations = walk.mutations();
        for (var mutation : mutations) {
            var path = mutation.substring(mutation.indexOf(' ') + 1);
            if (mutation.startsWith("post ") && !NEITHER_PATCH_NOR_DELETE.containsKey(path)) {
                for (var method : List.of("patch", "delete")) {
                    assertThat(mutations)
                            .as("%s for what %s makes", method, mutation)
                            .anyMatch(
                                    other ->
                                            other.matches(
                                                    Pattern.quote(method + " " + path)
                                                            + "/\\{[^/]*}"));
                }
            }
        }
        assertThat(mutations.stream().filter(mutation -> mutation.startsWith("post ")))
                .hasSizeGreaterThan(NEITHER_PATCH_NOR_DELETE.size())
                .containsAll(
                        NEITHER_PATCH_NOR_DELETE.keySet().stream().map("post "::concat).toList());
    }

    private static Answer send(String mutation, String body, String query, String... headers) {
        var method = mutation.substring(0, mutation.indexOf(' '));
        var path = path(mutation.substring(mutation.indexOf(' ') + 1)) + query;
        return mutate(method, path, body, headers);
    }

    @Test
    void every_mutation_names_the_parameters_and_headers_that_it_takes() {
        var before = events();
        var named =
                new NamedParameters(api.get("/v3/api-docs").json(), EveryRequestFieldIT::answers);
        assertThat(named.complaints(walk.mutations())).isEmpty();
        assertThat(events()).isEqualTo(before);
    }

    /** One after the other with several bodies that are right by themselves. */
    private static List<Answer> answers(String mutation, String... headers) {
        var method = mutation.substring(0, mutation.indexOf(' '));
        var target = mutation.substring(mutation.indexOf(' ') + 1);
        var template = target.split("\\?", 2)[0];
        var bodies =
                walk.operations().stream()
                        .filter(operation -> operation.toString().equals(method + " " + template))
                        .flatMap(operation -> walk.probes(operation).stream())
                        .filter(Probe::good)
                        .map(Probe::body)
                        .map(WRITER::writeValueAsString)
                        .limit(12)
                        .toList();
        var needed = method.equals("delete") && template.endsWith("/access-prefixes");
        var path =
                path(target)
                        + (needed ? (target.contains("?") ? "&" : "?") : "")
                        + (needed ? "kind=DENY&prefix=10.0.0.0/8" : "");
        return (bodies.isEmpty() ? List.of("") : bodies)
                .stream().map(body -> mutate(method, path, body, headers)).toList();
    }

    private static Answer mutate(String method, String path, String body, String... headers) {
        return switch (method) {
            case "post" -> api.post(path, body, headers);
            case "put" -> api.put(path, body, headers);
            case "patch" -> api.patch(path, body, headers);
            case "delete" -> api.delete(path, headers);
            default -> throw new AssertionError(method);
        };
    }

    private static String path(String template) {
        var path = template;
        for (var id : ids.entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    private static boolean isBadRequest(Answer answer) {
        return answer.status() == 400
                && answer.header("Content-Type").equals("application/problem+json")
                && answer.problem().equals("malformed-request");
    }

    /** The field or something in it, and nothing else. */
    private static boolean isNamed(Probe probe, Answer answer) {
        return isBadRequest(answer)
                && !answer.badFields().isEmpty()
                && answer.badFields().stream()
                        .allMatch(
                                bad ->
                                        bad.equals(probe.pointer())
                                                || bad.startsWith(probe.pointer() + "/"));
    }

    /** Nothing is wrong with it, whatever the rules say; or not with this field. */
    private static boolean isTaken(Probe probe, Answer answer) {
        return TOGETHER.stream().anyMatch(fields -> fields.explain(probe, answer))
                || (answer.status() < 500 && answer.status() != 400);
    }

    private static Answer send(Operation operation, String query, String body) {
        return mutate(operation.method(), path(operation.path()) + query, body);
    }

    private static long events() {
        return Objects.requireNonNull(
                application
                        .bean(DatabaseClient.class)
                        .sql("select count(*) from event")
                        .mapValue(Long.class)
                        .one()
                        .block());
    }
}
