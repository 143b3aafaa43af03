package io.sixlane.provisioning.change;

import io.sixlane.http.document.MutationParameter;
import io.sixlane.http.request.Moments;
import io.sixlane.http.request.TakenParameters;
import io.sixlane.provisioning.request.ChangeOptions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** {@link ChangeParameters}, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class ChangeParameterDocument {
    private static final String CONFIRM_WITHIN = "confirmWithin";

    ChangeParameterDocument() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ChangeOptions.class);
    }

    @Bean
    MutationParameter dryRunParameter() {
        return MutationParameter.query(
                "dryRun",
                "true: nothing is written, and the answer forecasts the change.",
                schema -> {
                    schema.setTypes(new LinkedHashSet<>(List.of("boolean")));
                    schema.setDefault(false);
                });
    }

    /** Added to each mutation whose command can be rolled back automatically. */
    @Bean
    MutationParameter confirmWithinParameter(
            ObjectProvider<RequestMappingHandlerMapping> handlers) {
        return MutationParameter.query(
                        CONFIRM_WITHIN,
                        "The change takes itself back unless POST"
                                + " /v1/accelerators/{id}/confirm keeps it within this time: 1s"
                                + " to 24h, like 5m or PT5M, in seconds without a unit.",
                        schema -> {
                            schema.setMaxLength(Moments.LONGEST_DURATION);
                            schema.setExample("5m");
                        })
                .where(operation -> canTakeItselfBack(operation, handlers));
    }

    /** Other mutations take the parameter too, since a rule refuses it with its reason. */
    @Bean
    TakenParameters confirmWithinAnywhere() {
        return operation -> operation.startsWith("GET ") ? Set.of() : Set.of(CONFIRM_WITHIN);
    }

    private static boolean canTakeItselfBack(
            String operation, ObjectProvider<RequestMappingHandlerMapping> handlers) {
        return handlers.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(handler -> operations(handler.getKey()).anyMatch(operation::equals))
                .anyMatch(handler -> canTakeItselfBack(handler.getValue()));
    }

    private static boolean canTakeItselfBack(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(ChangeOptionsResolver::canTakeItselfBack);
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(
                        method ->
                                mapping.getPatternsCondition().getPatterns().stream()
                                        .map(path -> method + " " + path.getPatternString()));
    }
}
