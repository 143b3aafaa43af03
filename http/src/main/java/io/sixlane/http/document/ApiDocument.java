package io.sixlane.http.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashSet;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Adds the form of errors, alike in every operation, to the document. */
final class ApiDocument implements OpenApiCustomizer {
    private static final String REFUSED = "Refused";
    private static final String FAILED = "Failed";

    @Override
    public void customise(OpenAPI document) {
        document.getComponents()
                .addSchemas("Problem", problem())
                .addSchemas("FieldError", fieldError())
                .addResponses(REFUSED, response("The request is refused; nothing was changed."))
                .addResponses(
                        FAILED,
                        response("The service failed; the answer tells whether to repeat it."));
        document.getPaths()
                .values()
                .forEach(path -> path.readOperations().forEach(ApiDocument::complete));
    }

    private static void complete(Operation operation) {
        operation
                .getResponses()
                .addApiResponse("4XX", new ApiResponse().$ref(REFUSED))
                .addApiResponse("5XX", new ApiResponse().$ref(FAILED));
    }

    private static ApiResponse response(String description) {
        var body = new MediaType().schema(new JsonSchema().$ref("Problem"));
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", body));
    }

    private static Schema<?> problem() {
        var errors = typed("array", "Every bad field, at most 20");
        errors.setItems(new JsonSchema().$ref("FieldError"));
        var schema = typed("object", "An error (RFC 9457); some types have further members");
        schema.addProperty("type", typed("string", "/problems/NAME, a page about this error"));
        schema.addProperty("title", typed("string", "The status in words"));
        schema.addProperty("status", typed("integer", "The status of the answer"));
        schema.addProperty("detail", typed("string", "The fact, and how to go on"));
        schema.addProperty("instance", typed("string", "The path of the request"));
        schema.addProperty("requestId", typed("string", "The id that logs and events carry"));
        schema.addProperty("errors", errors);
        schema.addProperty("moreErrors", typed("integer", "Bad fields beyond those in errors"));
        schema.setRequired(List.of("type", "title", "status", "detail", "requestId"));
        return schema;
    }

    private static Schema<?> fieldError() {
        var schema = typed("object", "An error of one field, parameter or header");
        schema.addProperty("pointer", typed("string", "JSON pointer, or / and a parameter"));
        schema.addProperty("detail", typed("string", "What it must be"));
        schema.setRequired(List.of("pointer", "detail"));
        return schema;
    }

    private static JsonSchema typed(String type, String description) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        schema.setDescription(description);
        return schema;
    }
}
