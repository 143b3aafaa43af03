package io.sixlane.http.document;

import io.sixlane.http.request.EmptyAnswers;
import io.sixlane.http.request.Roles;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/**
 * Names an operation by its handler: {@code add} of {@code ListenerController} is {@code
 * addListener}, in every version. A handler can choose its own name and summary instead. An answer
 * without a body has status 204. The least role of the handler is the one of its security
 * requirement.
 */
final class HandlerOperations implements OperationCustomizer {
    private static final String CONTROLLER = "Controller";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var annotation = handler.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
        // Springdoc appends a number when two handlers of one path share a name.
        operation.setOperationId(
                annotation == null || annotation.operationId().isEmpty()
                        ? id(handler)
                        : annotation.operationId());
        if (annotation == null || annotation.summary().isEmpty()) {
            operation.setSummary(words(operation.getOperationId()));
        }
        if (EmptyAnswers.hasOne(handler)) {
            operation.getResponses().remove("200");
            operation.getResponses().addApiResponse("204", new ApiResponse().description("Done"));
        }
        Roles.least(handler)
                .ifPresent(
                        role ->
                                operation.setSecurity(
                                        List.of(
                                                new SecurityRequirement()
                                                        .addList("bearer", role.name()))));
        return operation;
    }

    /** {@code addEndpointGroup} as {@code Add endpoint group}. */
    private static String words(String id) {
        var spaced = id.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    private static String id(HandlerMethod handler) {
        var type = handler.getBeanType().getSimpleName();
        var subject =
                type.endsWith(CONTROLLER)
                        ? type.substring(0, type.length() - CONTROLLER.length())
                        : type;
        var verb = handler.getMethod().getName();
        return verb.toLowerCase(Locale.ROOT).endsWith(subject.toLowerCase(Locale.ROOT))
                ? verb
                : verb + subject;
    }
}
