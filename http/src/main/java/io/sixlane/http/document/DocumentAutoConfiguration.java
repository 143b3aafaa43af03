package io.sixlane.http.document;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sixlane.configuration.log.Actor;
import io.sixlane.http.body.RequestBodies;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.TakenParameters;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** Describes a service; the gateway, which joins descriptions, has none of its own. */
@AutoConfiguration
@ConditionalOnClass(name = "org.springdoc.core.customizers.OpenApiCustomizer")
class DocumentAutoConfiguration {
    DocumentAutoConfiguration() {
        // The document names the headers themselves.
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        Actor.class, Caller.class, HttpHeaders.class, Precondition.class);
        // Any JSON; not the methods of Jackson's class.
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new JsonSchema());
    }

    @Bean
    DocumentFilter documentFilter() {
        return new DocumentFilter();
    }

    @Bean
    OpenApiCustomizer apiDocument() {
        return new ApiDocument();
    }

    @Bean
    OperationCustomizer handlerOperations() {
        return new HandlerOperations();
    }

    @Bean
    OpenApiCustomizer mutationParameters(List<MutationParameter> parameters) {
        return new MutationParameters(parameters);
    }

    @Bean
    OpenApiCustomizer requestBodySchemas(List<RequestBodies> bodies) {
        return RequestBodies.customizer(bodies);
    }

    /** A change that cannot take one of them refuses it with the reason, rather than as unknown. */
    @Bean
    TakenParameters mutationQuery(List<MutationParameter> parameters) {
        return operation ->
                MutationParameters.isMutation(operation)
                        ? parameters.stream()
                                .filter(MutationParameter::isOfQuery)
                                .map(taken -> taken.parameter().getName())
                                .collect(toUnmodifiableSet())
                        : Set.of();
    }
}
