package io.sixlane.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.testsupport.OpenApiWalk;
import io.sixlane.testsupport.OpenApiWalk.Probe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts what cannot be into each part of each path and each query parameter of the document. */
final class WrongParameters {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> NO_IDS =
            List.of(
                    "nobody",
                    "%00",
                    "%FF",
                    "-1",
                    "%2e%2e%2fx",
                    "%F0%9F%98%80",
                    "%ED%A0%80",
                    "x".repeat(300));

    /** Nearly everything is the name of an account. */
    private static final List<String> NO_ACCOUNTS = List.of("%00", "x".repeat(300));

    private static final List<String> NO_MOMENTS =
            List.of(
                    "0",
                    "-1",
                    "x",
                    "%00",
                    "2026-11-23",
                    "2026-11-23T10:00:00",
                    "2026-02-30T00:00:00Z",
                    "9".repeat(20));

    private static final Map<String, List<String>> WRONG =
            Map.ofEntries(
                    Map.entry("account", NO_ACCOUNTS),
                    Map.entry("month", List.of("x", "", "2026-13", "1999-01", "%00")),
                    Map.entry("kind", List.of("x", "allow", "%00")),
                    Map.entry("prefix", List.of("x", "10.0.0.1/33", "%00")),
                    Map.entry(
                            "limit",
                            List.of(
                                    "0",
                                    "-1",
                                    "1.5",
                                    "x",
                                    "%00",
                                    "100001",
                                    "9".repeat(20),
                                    "0x10",
                                    "%2B5",
                                    "%205",
                                    "%D9%A5")),
                    Map.entry(
                            "pageToken",
                            List.of("%00", "!", "x%20x", "%F0%9F%98%80", "x".repeat(300))),
                    Map.entry("at", NO_MOMENTS),
                    Map.entry("from", NO_MOMENTS),
                    Map.entry("to", NO_MOMENTS),
                    Map.entry("q", List.of("%00", "x".repeat(300))),
                    Map.entry("region", List.of("%00", "x".repeat(300))),
                    Map.entry("state", List.of("x", "pending", "%00")),
                    Map.entry("sort", List.of("x", "--id", "NAME", "%00")),
                    Map.entry("view", List.of("x", "Full", "%00")),
                    Map.entry("cascade", List.of("x", "2", "%00", "yes", "1", "TRUE")),
                    Map.entry("dryRun", List.of("x", "", "TRUE", "1", "%00")),
                    Map.entry(
                            "confirmWithin",
                            List.of("0", "-1", "0s", "25h", "86401", "2d", "x", "", "%00")),
                    Map.entry("wait", List.of("0", "61s", "-1", "2m", "x", "", "%00")));

    /** Parameters of every mutation, read before its body. */
    private static final List<String> OF_MUTATIONS = List.of("dryRun", "confirmWithin", "wait");

    private static final Set<String> MUTATIONS = Set.of("post", "put", "patch", "delete");
    private static final Pattern PART = Pattern.compile("\\{[^}]*}");

    private final ApiClient api;
    private final Map<String, String> ids;
    private final Map<String, String> goodBodies = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param ids what stands for the parts of paths that are in braces
     */
    WrongParameters(ApiClient api, Map<String, String> ids) {
        this.api = api;
        this.ids = ids;
    }

    /** Parameters that were not refused by name, or not as a problem. */
    List<String> complaints(JsonNode document) {
        var walk =
                new OpenApiWalk(
                        JSON.convertValue(document, new TypeReference<Map<String, Object>>() {}));
        for (var operation : walk.operations()) {
            var good = walk.probes(operation).stream().filter(Probe::good).findFirst();
            goodBodies.put(
                    operation.toString(), JSON.writeValueAsString(good.orElseThrow().body()));
        }
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                sendWrongParts(operation.getKey(), path.getKey());
                sendWrongQueries(operation.getKey(), path.getKey(), operation.getValue());
            }
        }
        return complaints;
    }

    private void sendWrongParts(String method, String path) {
        for (var part : PART.matcher(path).results().map(MatchResult::group).toList()) {
            for (var wrong : part.equals("{account}") ? NO_ACCOUNTS : NO_IDS) {
                var body = goodBodies.getOrDefault(method + " " + path, "");
                expect(method, filled(path.replace(part, wrong)), body, 400, 404, "");
            }
        }
    }

    private void sendWrongQueries(String method, String path, JsonNode operation) {
        var queries = new LinkedHashMap<String, Boolean>();
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals("query")) {
                queries.put(
                        parameter.get("name").asString(), parameter.path("required").asBoolean());
            }
        }
        if (MUTATIONS.contains(method)) {
            OF_MUTATIONS.forEach(name -> queries.put(name, false));
        }
        assertThat(WRONG.keySet()).as("%s %s", method, path).containsAll(queries.keySet());
        for (var name : queries.keySet()) {
            var others = new StringBuilder();
            queries.forEach(
                    (other, required) -> {
                        if (required && !other.equals(name)) {
                            others.append('&').append(other).append("=1");
                        }
                    });
            for (var wrong : WRONG.getOrDefault(name, List.of())) {
                var query = "?" + name + "=" + wrong + others;
                expect(method, filled(path) + query, "", 400, 400, name);
            }
        }
    }

    private String filled(String path) {
        var filled = path;
        for (var id : ids.entrySet()) {
            filled = filled.replace(id.getKey(), id.getValue());
        }
        return PART.matcher(filled).replaceAll("nobody");
    }

    private void expect(
            String method, String path, String body, int least, int most, String named) {
        var answer = send(method, path, body);
        var wanted =
                answer.status() >= least
                        && answer.status() <= most
                        && answer.header("Content-Type").equals("application/problem+json")
                        && answer.text("/detail").contains(named);
        if (!wanted) {
            complaints.add(
                    "%s %s: %s %s"
                            .formatted(method, path, answer.status(), answer.response().body()));
        }
    }

    private Answer send(String method, String path, String body) {
        return switch (method.toLowerCase(Locale.ROOT)) {
            case "get" -> api.get(path);
            case "delete" -> api.delete(path);
            case "post" -> api.post(path, body);
            case "put" -> api.put(path, body);
            case "patch" -> api.patch(path, body);
            default -> throw new AssertionError(method);
        };
    }
}
