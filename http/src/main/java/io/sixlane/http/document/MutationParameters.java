package io.sixlane.http.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Adds the parameters of each mutation, beside its path and body, to the API's document. */
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

    /**
     * @param operation like {@code POST /v1/orders}
     */
    static boolean isMutation(String operation) {
        return MUTATIONS.stream().anyMatch(method -> operation.startsWith(method + " "));
    }

    @Override
    public void customise(OpenAPI document) {
        document.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach(
                                                (method, operation) ->
                                                        complete(method + " " + path, operation)));
    }

    private void complete(String name, Operation operation) {
        if (isMutation(name)) {
            parameters.stream()
                    .filter(taken -> taken.takes().test(name))
                    .map(MutationParameter::parameter)
                    .forEach(operation::addParametersItem);
        }
    }
}
