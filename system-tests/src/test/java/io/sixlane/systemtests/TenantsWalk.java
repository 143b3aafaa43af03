package io.sixlane.systemtests;

import io.sixlane.systemtests.StackApi.Answer;
import io.sixlane.testsupport.OpenApiWalk;
import io.sixlane.testsupport.OpenApiWalk.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls every operation of the document of the API as an admin of another account, with ids that
 * are the first account's, and with ids of the same form that nothing has. Both answers must be the
 * same, and lists must name nothing of the first account.
 */
final class TenantsWalk {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Query parameters that an operation needs, or whose default is the moment. */
    private static final Map<String, String> QUERY =
            Map.of(
                    "month", "2026-11",
                    "kind", "DENY",
                    "prefix", "10.0.0.0/8",
                    "address", "127.0.0.1",
                    "port", "1");

    private static final Map<String, String> MOMENTS =
            Map.of("from", "2026-11-01T00:00:00Z", "to", "2026-11-02T00:00:00Z");

    private static final String ONE_MOMENT = "2026-11-01T00:00:00Z";

    /** Bodies of identity's operations, whose schemas are open. */
    private static final Map<String, String> BODIES =
            Map.of(
                    "patch /v1/members/{user}", "{\"role\":\"VIEWER\"}",
                    "post /v1/sign-in-links", "{\"user\":\"{user}\"}",
                    "post /v1/accelerators/{id}/change-sets",
                            "{\"changes\":[{\"op\":\"bindPlan\",\"planId\":\"{planId}\"}]}");

    private static final Pattern ID =
            Pattern.compile("(ga|lsr|epg|ep|gbwp|ord|usr|tok|ses)-[0-9a-z-]{8,}");

    private final StackApi stranger;
    private final JsonNode document;
    private final OpenApiWalk walk;
    private final Set<String> secrets = new TreeSet<>();
    private final List<String> complaints = new ArrayList<>();
    private int answered;

    /**
     * @param secrets texts that belong to the first account
     */
    TenantsWalk(StackApi stranger, JsonNode document, Set<String> secrets) {
        this.stranger = stranger;
        this.document = document;
        this.secrets.addAll(secrets);
        walk =
                new OpenApiWalk(
                        JSON.convertValue(document, new TypeReference<Map<String, Object>>() {}));
    }

    /** All ids in an answer. */
    static Set<String> idsIn(Answer answer) {
        return ID.matcher(answer.body())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** Which differ in what the stranger may not know. */
    List<String> complaints() {
        return complaints;
    }

    /** How many operations were answered twice alike. */
    int answered() {
        return answered;
    }

    /**
     * @param real what stands for the parts of paths that are in braces
     * @param madeUp the same for things that do not exist
     */
    void run(Map<String, String> real, Map<String, String> madeUp)
            throws IOException, InterruptedException {
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                look(operation.getKey(), path.getKey(), operation.getValue(), real, madeUp);
            }
        }
    }

    /** The operations below an accelerator of the stranger's own, with ids of the first account. */
    void runWithin(Map<String, String> real, Map<String, String> madeUp)
            throws IOException, InterruptedException {
        for (var path : document.path("paths").properties()) {
            var template = path.getKey();
            var isWithin =
                    template.startsWith("/v1/accelerators/{id}/")
                            && (template.matches(".*\\{(listenerId|planId)}.*")
                                    || template.endsWith("/change-sets"));
            if (isWithin) {
                for (var operation : path.getValue().properties()) {
                    look(operation.getKey(), template, operation.getValue(), real, madeUp);
                }
            }
        }
    }

    private void look(
            String method,
            String template,
            JsonNode operation,
            Map<String, String> real,
            Map<String, String> madeUp)
            throws IOException, InterruptedException {
        var name = method + " " + template;
        var least = operation.at("/security/0/bearer/0").asString("");
        // An operator's operation is refused before its body is read.
        var body = least.equals("OPERATOR") ? "" : BODIES.getOrDefault(name, body(name));
        var isStream = template.endsWith("/stream");
        var isAboutIds = (template + body).matches("(?s).*\\{[a-zA-Z]+}.*");
        if (!isAboutIds && !method.equals("get")) {
            return;
        }
        for (var query : queries(template, operation)) {
            var ofReal = send(method, template, query, body, real);
            if (least.equals("OPERATOR")) {
                expect(name, ofReal.status() == 403, ofReal);
            } else if (isAboutIds) {
                var ofNothing = send(method, template, query, body, madeUp);
                expect(name, isNothing(template, ofReal), ofReal);
                var one = neutral(ofReal, real);
                var other = neutral(ofNothing, madeUp);
                if (!isStream && !one.equals(other)) {
                    complaints.add("%s: %s, and of nothing %s".formatted(name, one, other));
                }
                answered++;
            } else {
                expect(name, ofReal.status() == 200, ofReal);
                secrets.stream()
                        .filter(secret -> !isOwnOf(name, secret))
                        .filter(ofReal.body()::contains)
                        .forEach(secret -> complaints.add(name + " shows " + secret));
                answered++;
            }
        }
    }

    /**
     * Metrics of nothing are zeros, and the catalog is everyone's. An accelerator of the stranger's
     * own may refuse ids of others by another rule.
     */
    private static boolean isNothing(String template, Answer answer) {
        var isOwn = template.contains("/{id}/") && !answer.body().contains("accelerator-not-found");
        return answer.status() == 404
                || (isOwn && answer.status() >= 400 && answer.status() < 500)
                || (answer.status() == 200
                        && (template.startsWith("/v1/metrics/") || template.contains("{code}")));
    }

    /** An operator made the stranger's account, which its own events of access show. */
    private static boolean isOwnOf(String name, String secret) {
        return name.equals("get /v1/audit/access-events") && secret.equals("\"owner\"");
    }

    private void expect(String name, boolean isRight, Answer answer) {
        if (!isRight) {
            complaints.add("%s: %s %s".formatted(name, answer.status(), answer.body()));
        }
    }

    private Answer send(
            String method, String template, String query, String body, Map<String, String> ids)
            throws IOException, InterruptedException {
        return stranger.send(
                method.toUpperCase(Locale.ROOT), filled(template, ids) + query, filled(body, ids));
    }

    /** Without the ids that were sent, and the request's own. */
    private static String neutral(Answer answer, Map<String, String> ids) {
        var text = answer.status() + " " + answer.body();
        var longestFirst =
                ids.values().stream()
                        .map(id -> id.substring(id.lastIndexOf('/') + 1))
                        .sorted(Comparator.comparing(String::length).reversed())
                        .toList();
        for (var id : longestFirst) {
            text = text.replace(id, "ID");
        }
        return text.replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    private static String filled(String text, Map<String, String> ids) {
        var filled = text;
        for (var id : ids.entrySet()) {
            filled = filled.replace(id.getKey(), id.getValue());
        }
        return filled.replaceAll("\\{[a-zA-Z]+}", "nothing");
    }

    private static List<String> queries(String template, JsonNode operation) {
        var query = new LinkedHashMap<String, String>();
        for (var parameter : operation.path("parameters")) {
            var name = parameter.path("name").asString();
            if (QUERY.containsKey(name)) {
                query.put(name, QUERY.get(name));
            } else if (MOMENTS.containsKey(name)) {
                query.put(name, template.startsWith("/v1/metrics/") ? MOMENTS.get(name) : "1");
            }
        }
        var at = template.equals("/v1/accelerators/{id}") ? "1" : ONE_MOMENT;
        var takesAt =
                operation
                        .path("parameters")
                        .valueStream()
                        .anyMatch(parameter -> parameter.path("name").asString().equals("at"));
        var plain = text(query);
        if (!takesAt) {
            return List.of(plain);
        }
        query.put("at", at);
        return template.equals("/v1/accelerators/{id}")
                ? List.of(plain, text(query))
                : List.of(text(query));
    }

    private static String text(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** The smallest right body; empty without one. */
    private String body(String name) {
        return name.contains("{") && !name.contains("/v1/members")
                ? walk.operations().stream()
                        .filter(each -> each.toString().equals(name))
                        .flatMap(each -> walk.probes(each).stream())
                        .filter(Probe::good)
                        .map(probe -> JSON.writeValueAsString(probe.body()))
                        .findFirst()
                        .orElse("")
                : "";
    }
}
