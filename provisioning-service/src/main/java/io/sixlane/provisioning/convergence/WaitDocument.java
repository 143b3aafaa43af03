package io.sixlane.provisioning.convergence;

import io.sixlane.http.document.MutationParameter;
import io.sixlane.http.request.Moments;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link WaitParameter}, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class WaitDocument {
    private static final String LATE = "Late";

    @Bean
    MutationParameter waitParameter() {
        return MutationParameter.query(
                WaitParameter.NAME,
                "The answer comes when every relay has the change, or after this time, 1s to 60s:"
                        + " 202 when relays are late. Its headers %s, %s and %s report the outcome."
                                .formatted(Waits.PROGRAMMED, Waits.LATE, Waits.DEAD),
                schema -> {
                    schema.setMaxLength(Moments.LONGEST_DURATION);
                    schema.setExample("30s");
                });
    }

    /** The answer of every mutation whose wait ran out. */
    @Bean
    OpenApiCustomizer lateAnswers() {
        return document -> {
            document.getComponents()
                    .addSchemas("LateAnswer", lateAnswer())
                    .addResponses(
                            LATE,
                            new ApiResponse()
                                    .description(
                                            "The change is made, and relays were late when the"
                                                    + " wait was over.")
                                    .content(
                                            new Content()
                                                    .addMediaType(
                                                            "application/json",
                                                            new MediaType()
                                                                    .schema(
                                                                            new JsonSchema()
                                                                                    .$ref(
                                                                                            "LateAnswer")))));
            document.getPaths()
                    .values()
                    .forEach(
                            path ->
                                    path.readOperationsMap()
                                            .forEach(
                                                    (method, operation) -> {
                                                        if (method != PathItem.HttpMethod.GET) {
                                                            operation
                                                                    .getResponses()
                                                                    .addApiResponse(
                                                                            "202",
                                                                            new ApiResponse()
                                                                                    .$ref(LATE));
                                                        }
                                                    }));
        };
    }

    private static JsonSchema lateAnswer() {
        var schema = typed("object", "A change that is made and not programmed everywhere yet");
        schema.addProperty("programmed", typed("boolean", "false"));
        schema.addProperty("late", texts("Relays and regions that are late, and why"));
        schema.addProperty("dead", texts("Relays that were not waited for, and why"));
        schema.addProperty("convergence", texts("Where the progress of each accelerator is"));
        var answer = new JsonSchema();
        answer.setDescription("The body of the answer without a wait; null for one without a body");
        schema.addProperty("answer", answer);
        schema.setRequired(List.of("programmed", "late", "dead", "convergence", "answer"));
        return schema;
    }

    private static JsonSchema texts(String description) {
        var schema = typed("array", description);
        schema.setItems(typed("string", "One sentence"));
        return schema;
    }

    private static JsonSchema typed(String type, String description) {
        var schema = new JsonSchema();
        schema.setTypes(Set.of(type));
        schema.setDescription(description);
        return schema;
    }
}
