package io.sixlane.http.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Names at each mutation of the API's document what it takes beside its path and its body. */
final class MutationParameters implements OpenApiCustomizer {
    private static final Set<HttpMethod> MUTATIONS =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final List<MutationParameter> parameters;

    MutationParameters(List<MutationParameter> parameters) {
        this.parameters =
                parameters.stream()
                        .sorted(Comparator.comparing(taken -> taken.parameter().getName()))
                        .toList();
    }

    @Override
    public void customise(OpenAPI document) {
        document.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach(
                                                (method, operation) ->
                                                        parameters.stream()
                                                                .filter(
                                                                        _ ->
                                                                                MUTATIONS.contains(
                                                                                        method))
                                                                .filter(
                                                                        taken ->
                                                                                taken.takes()
                                                                                        .test(
                                                                                                method
                                                                                                        + " "
                                                                                                        + path))
                                                                .map(MutationParameter::parameter)
                                                                .forEach(
                                                                        operation
                                                                                ::addParametersItem)));
    }
}
