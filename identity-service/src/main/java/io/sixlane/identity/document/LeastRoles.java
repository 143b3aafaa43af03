package io.sixlane.identity.document;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Puts the role that a handler is guarded with into the document, and the errors that every
 * operation has, whose form the gateway joins from the other services.
 */
@Component
class LeastRoles implements OperationCustomizer {
    private static final Pattern ROLE = Pattern.compile("hasRole\\('([A-Z]+)'\\)");

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var guard = handler.getMethodAnnotation(PreAuthorize.class);
        var role = ROLE.matcher(guard == null ? "" : guard.value());
        if (!role.matches()) {
            throw new IllegalStateException(
                    "%s needs a @PreAuthorize with a role".formatted(handler));
        }
        operation.setSecurity(List.of(new SecurityRequirement().addList("bearer", role.group(1))));
        operation
                .getResponses()
                .addApiResponse("4XX", new ApiResponse().$ref("#/components/responses/Refused"))
                .addApiResponse("5XX", new ApiResponse().$ref("#/components/responses/Failed"));
        return operation;
    }
}
