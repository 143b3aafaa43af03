package io.sixlane.provisioning.request;

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

    static MutationParameter header(String name, String description, Consumer<JsonSchema> schema) {
        return of("header", name, description, schema);
    }

    /** Of mutations that make something which must not be made twice. */
    public static MutationParameter idempotencyKey(String... mutations) {
        return header(
                        "Idempotency-Key",
                        "The same key with the same body gets the same answer, and nothing is done"
                                + " twice; with another body it is refused.",
                        schema -> {
                            schema.setMinLength(1);
                            schema.setMaxLength(RequestHeaders.LONGEST_KEY);
                            schema.setPattern(
                                    "^[!-~]{1,%s}$".formatted(RequestHeaders.LONGEST_KEY));
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

    public MutationParameter where(Predicate<String> mutation) {
        return new MutationParameter(parameter, mutation);
    }
}
