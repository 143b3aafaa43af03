package io.sixlane.http.document;

import io.sixlane.http.request.IdempotencyKeys;
import io.sixlane.http.request.Precondition;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A query parameter or a header that mutations take beside what their handlers ask for, in the
 * words of the API's document.
 *
 * @param takes of a mutation like {@code POST /v1/orders}, with the path as in the document
 */
public record MutationParameter(Parameter parameter, Predicate<String> takes) {
    public static MutationParameter query(
            String name, String description, Consumer<JsonSchema> schema) {
        return of("query", name, description, schema);
    }

    public static MutationParameter header(
            String name, String description, Consumer<JsonSchema> schema) {
        return of("header", name, description, schema);
    }

    /** For every resource with a revision. */
    public static MutationParameter ifMatch() {
        return tags(
                "If-Match",
                "The ETag that the change is for, or several; another present one refuses the"
                        + " change with 412. Without this header, or with *, any revision is"
                        + " changed.");
    }

    /** For every resource with a revision. */
    public static MutationParameter ifNoneMatch() {
        return tags(
                "If-None-Match",
                "ETags that the present one must not be; * refuses to change what exists.");
    }

    private static MutationParameter tags(String name, String description) {
        return header(
                name,
                description,
                schema -> {
                    schema.setMaxLength(Precondition.LONGEST);
                    schema.setExample("\"7\"");
                });
    }

    /** For mutations that must not be repeated. */
    public static MutationParameter idempotencyKey(String... mutations) {
        return header(
                        "Idempotency-Key",
                        "The same key with the same body gets the same answer, and nothing is done"
                                + " twice; with another body it is refused.",
                        schema -> {
                            schema.setMinLength(1);
                            schema.setMaxLength(IdempotencyKeys.LONGEST);
                            schema.setPattern("^[!-~]{1,%s}$".formatted(IdempotencyKeys.LONGEST));
                            schema.setExample("3f1c");
                        })
                .where(Set.of(mutations)::contains);
    }

    /** A text without further words. */
    private static MutationParameter of(
            String in, String name, String description, Consumer<JsonSchema> words) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of("string")));
        words.accept(schema);
        var parameter =
                new Parameter()
                        .in(in)
                        .name(name)
                        .required(false)
                        .description(description)
                        .schema(schema);
        return new MutationParameter(parameter, _ -> true);
    }

    boolean isOfQuery() {
        return parameter.getIn().equals("query");
    }

    public MutationParameter where(Predicate<String> mutation) {
        return new MutationParameter(parameter, mutation);
    }
}
