package io.sixlane.provisioning;

import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.testsupport.OpenApiWalk;
import io.sixlane.testsupport.OpenApiWalk.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls each operation of the document as an admin of another account, with ids that exist. */
final class OtherAccounts {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Values of query parameters without which an operation refuses a request. */
    private static final Map<String, String> NEEDED =
            Map.of(
                    "from", "1",
                    "to", "1",
                    "at", "1",
                    "month", "2026-11",
                    "kind", "DENY",
                    "prefix", "10.0.0.0/8");

    private final ApiClient stranger;
    private final Map<String, String> ids;
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param ids what stands for the parts of paths that are in braces, of the first account
     */
    OtherAccounts(ApiClient stranger, Map<String, String> ids) {
        this.stranger = stranger;
        this.ids = ids;
    }

    /** Answers that are neither 404 nor, where operators alone may call, 403; and traces of ids. */
    List<String> complaints(JsonNode document) {
        var walk =
                new OpenApiWalk(
                        JSON.convertValue(document, new TypeReference<Map<String, Object>>() {}));
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var method = operation.getKey();
                var least = operation.getValue().at("/security/0/bearer/0").asString("");
                if (least.isEmpty()) {
                    complaints.add("%s %s names no role".formatted(method, path.getKey()));
                }
                if (isEndless(path.getKey())) {
                    continue;
                }
                if (method.equals("get") || path.getKey().contains("{")) {
                    var answer =
                            stranger.send(
                                    method.toUpperCase(Locale.ROOT),
                                    path(path.getKey(), operation.getValue()),
                                    body(walk, method + " " + path.getKey()));
                    look(method + " " + path.getKey(), least, answer);
                }
            }
        }
        return complaints;
    }

    /** ConvergenceIT holds what it shows to whom. */
    private static boolean isEndless(String path) {
        return path.equals("/v1/events/stream");
    }

    private void look(String operation, String least, Answer answer) {
        var body = answer.response().body();
        var wanted = least.equals("OPERATOR") ? 403 : operation.contains("{") ? 404 : 200;
        if (answer.status() != wanted) {
            complaints.add("%s: %s %s".formatted(operation, answer.status(), body));
        }
        if (wanted == 200) {
            ids.values().stream()
                    .map(id -> id.substring(id.lastIndexOf('/') + 1))
                    .filter(id -> id.matches("[a-z]+-[0-9a-z]{10,}"))
                    .filter(body::contains)
                    .forEach(id -> complaints.add("%s shows %s".formatted(operation, id)));
        }
    }

    private static String body(OpenApiWalk walk, String operation) {
        return walk.operations().stream()
                .filter(each -> each.toString().equals(operation))
                .flatMap(each -> walk.probes(each).stream())
                .filter(Probe::good)
                .map(probe -> JSON.writeValueAsString(probe.body()))
                .findFirst()
                .orElse("");
    }

    private String path(String template, JsonNode operation) {
        var path = template;
        for (var id : ids.entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }
        var query =
                operation
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("in").asString().equals("query"))
                        .map(parameter -> parameter.path("name").asString())
                        .filter(NEEDED::containsKey)
                        .map(name -> name + "=" + NEEDED.get(name))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }
}
