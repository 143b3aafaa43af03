package io.sixlane.provisioning.changeset;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answer of {@link DryRunAdvice}, for the document of the API: 200 of every mutation. */
@Configuration(proxyBeanMethods = false)
class DryRunDocument {
    private static final String OK = "200";

    @Bean
    OpenApiCustomizer dryRunAnswers() {
        return document -> {
            var read =
                    ModelConverters.getInstance(true)
                            .readAllAsResolvedSchema(new AnnotatedType(DryRunAnswer.class));
            document.getComponents().addSchemas(name(), read.schema);
            read.referencedSchemas.forEach(document.getComponents()::addSchemas);
            document.getPaths().values().forEach(DryRunDocument::complete);
        };
    }

    private static String name() {
        return DryRunAnswer.class.getSimpleName();
    }

    private static void complete(PathItem path) {
        path.readOperationsMap()
                .forEach(
                        (method, operation) -> {
                            if (method != HttpMethod.GET) {
                                complete(operation);
                            }
                        });
    }

    private static void complete(Operation operation) {
        var answer = operation.getResponses().get(OK);
        if (answer == null) {
            operation
                    .getResponses()
                    .addApiResponse(
                            OK,
                            new ApiResponse()
                                    .description("With dryRun: the forecast")
                                    .content(content(reference())));
            return;
        }
        var either = new JsonSchema();
        answer.getContent().values().forEach(form -> either.addOneOfItem(form.getSchema()));
        either.addOneOfItem(reference());
        answer.description("OK; with dryRun, the forecast").content(content(either));
    }

    private static Content content(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }

    private static Schema<?> reference() {
        return new JsonSchema().$ref(name());
    }
}
