package io.sixlane.provisioning;

import io.sixlane.provisioning.ApiClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks for what mutations take and the document does not name, and for the other way round. */
final class NamedParameters {
    private static final Map<String, String> OF_EVERY_MUTATION =
            Map.of(
                    "dryRun", "query",
                    "wait", "query",
                    "If-Match", "header",
                    "X-Reason", "header");

    private static final Map<String, String> OF_SOME =
            Map.of("confirmWithin", "query", "Idempotency-Key", "header");

    private static final Map<String, String> WRONG_HEADERS =
            Map.of(
                    "If-Match", "7",
                    "X-Reason", "x".repeat(257),
                    "Idempotency-Key", "two words");

    /** Operations on accelerators that are irreversible. */
    private static final Set<String> STAYS =
            Set.of(
                    "delete /v1/accelerators/{id}",
                    "put /v1/accelerators/{id}/bandwidth-plans/{planId}",
                    "delete /v1/accelerators/{id}/bandwidth-plans/{planId}",
                    "put /v1/accelerators/{id}/bandwidth-plans/{planId}/replacement/{replacementId}",
                    "post /v1/accelerators/{id}/renewals",
                    "post /v1/accelerators/{id}/resumption",
                    "post /v1/accelerators/{id}/confirm");

    private final JsonNode document;
    private final BiFunction<String, String[], List<Answer>> sender;
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param sender of right bodies to a mutation, with a query in its path and with headers
     */
    NamedParameters(JsonNode document, BiFunction<String, String[], List<Answer>> sender) {
        this.document = document;
        this.sender = sender;
    }

    List<String> complaints(List<String> mutations) {
        for (var mutation : mutations) {
            var named = named(mutation);
            OF_EVERY_MUTATION.forEach((name, in) -> expect(mutation, named.get(name), name, in));
            OF_SOME.forEach(
                    (name, in) -> {
                        if (named.containsKey(name)) {
                            expect(mutation, named.get(name), name, in);
                        }
                    });
            for (var header : WRONG_HEADERS.entrySet()) {
                compare(mutation, header.getKey(), header.getValue(), named.keySet());
            }
            lookAtConfirmation(mutation, named.keySet());
        }
        return complaints;
    }

    private Map<String, JsonNode> named(String mutation) {
        var space = mutation.indexOf(' ');
        var operation =
                document.path("paths")
                        .path(mutation.substring(space + 1))
                        .path(mutation.substring(0, space));
        var named = new HashMap<String, JsonNode>();
        operation
                .path("parameters")
                .forEach(parameter -> named.put(parameter.path("name").asString(), parameter));
        return named;
    }

    private void expect(String mutation, @Nullable JsonNode parameter, String name, String in) {
        var wanted =
                parameter != null
                        && parameter.path("in").asString().equals(in)
                        && !parameter.path("required").asBoolean()
                        && !parameter.path("description").asString("").isBlank()
                        && isBounded(parameter.path("schema"));
        if (!wanted) {
            complaints.add(
                    "%s does not say how it takes %s: %s".formatted(mutation, name, parameter));
        }
    }

    private static boolean isBounded(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "boolean" -> true;
            case "string" ->
                    (schema.has("pattern") || schema.has("maxLength"))
                            && isRight(schema, schema.path("example").asString(""));
            default -> false;
        };
    }

    private static boolean isRight(JsonNode schema, String example) {
        return example.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && example.matches(schema.path("pattern").asString(".*"));
    }

    /** Operations refuse an invalid header by its name. */
    private void compare(String mutation, String header, String wrong, Set<String> named) {
        var refuses =
                sender.apply(mutation + "?dryRun=true", new String[] {header, wrong}).stream()
                        .anyMatch(
                                answer ->
                                        answer.status() == 400
                                                && answer.text("/detail").contains(header));
        if (refuses != named.contains(header)) {
            complaints.add("%s %s %s".formatted(mutation, refuses ? "takes" : "ignores", header));
        }
    }

    private void lookAtConfirmation(String mutation, Set<String> named) {
        var may = mutation.contains(" /v1/accelerators/{id}") && !STAYS.contains(mutation);
        if (may != named.contains("confirmWithin")) {
            complaints.add("%s: confirmWithin is %snamed".formatted(mutation, may ? "not " : ""));
        }
        if (named.contains("confirmWithin")) {
            sender.apply(mutation + "?dryRun=true&confirmWithin=5m", new String[0]).stream()
                    .filter(answer -> answer.problem().equals("cannot-take-itself-back"))
                    .forEach(answer -> complaints.add(mutation + ": " + answer.response().body()));
        }
    }
}
