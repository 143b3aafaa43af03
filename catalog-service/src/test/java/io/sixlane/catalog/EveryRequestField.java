package io.sixlane.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.testsupport.OpenApiWalk;
import io.sixlane.testsupport.OpenApiWalk.Operation;
import io.sixlane.testsupport.OpenApiWalk.Probe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends what can be right and wrong with each field of each body that the document has. */
final class EveryRequestField {
    /** So that half a character gets through as it is. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> NO_OBJECTS =
            List.of("{", "[]", "null", "7", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}", "\"\\ud800");

    /** The region that tests add and change. */
    static final String REGION = "zz-probe";

    /** The specification that tests add. */
    static final String ENTRY = "ZZ_PROBE";

    private final WebTestClient client;
    private final String specification;

    /**
     * @param specification whose prices may change
     */
    EveryRequestField(WebTestClient client, String specification) {
        this.client = client;
        this.specification = specification;
    }

    /** Requests whose answers differ from the document. */
    List<String> complaints() {
        var walk =
                new OpenApiWalk(
                        JSON.convertValue(
                                JSON.readTree(
                                        client.get()
                                                .uri("/v3/api-docs")
                                                .exchange()
                                                .expectBody()
                                                .returnResult()
                                                .getResponseBody()),
                                new TypeReference<Map<String, Object>>() {}));
        assertThat(walk.operations().stream().map(Operation::toString))
                .containsExactlyInAnyOrder(
                        "post /v1/recommendations",
                        "patch /v1/specifications/{code}",
                        "put /v1/specifications/{code}",
                        "put /v1/bandwidth-types/{code}",
                        "put /v1/catalog",
                        "put /v1/regions/{code}",
                        "put /v1/sale-limits");
        var complaints = new ArrayList<String>();
        // A catalog is whole: any other one would delete what other tests need. Its entries are
        // read by the same code.
        var operations =
                walk.operations().stream()
                        .filter(it -> !it.path().equals("/v1/catalog"))
                        .filter(
                                it ->
                                        !it.method().equals("put")
                                                || it.path().startsWith("/v1/regions"))
                        .toList();
        for (var operation : operations) {
            var probes = walk.probes(operation);
            assertThat(probes.stream().map(Probe::field).filter(field -> !field.isEmpty()))
                    .as("%s", operation)
                    .containsAll(walk.fields(operation));
            for (var probe : probes) {
                var answer = send(operation, JSON.writeValueAsString(probe.body()));
                if (!(probe.good() ? isTaken(probe, answer) : isNamed(probe, answer))) {
                    complaints.add(
                            "%s %s %s: %s"
                                    .formatted(operation, probe.field(), probe.why(), answer));
                }
            }
            for (var body : NO_OBJECTS) {
                var answer = send(operation, body);
                if (!isBadRequest(answer) || !answer.badFields().equals(List.of(""))) {
                    complaints.add("%s %s: %s".formatted(operation, body, answer));
                }
            }
        }
        return complaints;
    }

    private record Answer(int status, String type, JsonNode body) {
        List<String> badFields() {
            return body.path("errors")
                    .valueStream()
                    .map(error -> error.path("pointer").asString())
                    .toList();
        }
    }

    private Answer send(Operation operation, String body) {
        var answer =
                client.method(HttpMethod.valueOf(operation.method().toUpperCase(Locale.ROOT)))
                        .uri(
                                operation.path(),
                                operation.path().contains("/regions/") ? REGION : specification)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                        .exchange()
                        .expectBody()
                        .returnResult();
        return new Answer(
                answer.getStatus().value(),
                String.valueOf(answer.getResponseHeaders().getContentType()),
                JSON.readTree(Objects.requireNonNull(answer.getResponseBody())));
    }

    private static boolean isBadRequest(Answer answer) {
        return answer.status() == 400
                && answer.type().equals(MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                && answer.body().path("type").asString().equals("/problems/malformed-request");
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

    private static boolean isTaken(Probe probe, Answer answer) {
        return answer.status() == 200 || answer.status() == 201 || isMoreThanThereIs(probe, answer);
    }

    /** As many regions as the document allows have codes that the catalog does not have. */
    private static boolean isMoreThanThereIs(Probe probe, Answer answer) {
        return probe.pointer().equals("/accelerationRegions")
                && probe.why().equals("500 entries")
                && isBadRequest(answer)
                && answer.badFields().stream()
                        .allMatch(bad -> bad.matches("/accelerationRegions/[0-9]+"));
    }
}
