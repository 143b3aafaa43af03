package io.sixlane.http.document;

import io.swagger.v3.oas.models.Operation;
import java.util.Locale;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/**
 * Names an operation by its handler: {@code add} of {@code ListenerController} is {@code
 * addListener}, in every version. A handler can choose its own name and summary instead. An answer
 * without a body has status 204.
 */
final class HandlerOperations implements OperationCustomizer {
    private static final String CONTROLLER = "Controller";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var annotation = handler.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
        var isNamed = annotation != null && !annotation.operationId().isEmpty();
        return isNamed ? operation : operation.operationId(id(handler));
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
