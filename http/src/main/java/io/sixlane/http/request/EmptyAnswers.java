package io.sixlane.http.request;

import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;
import reactor.core.publisher.Mono;

/** Handlers whose answers have no body. */
public final class EmptyAnswers {
    private EmptyAnswers() {}

    /** Whether the return type of the handler leaves no room for a body. */
    public static boolean hasOne(HandlerMethod handler) {
        var type = ResolvableType.forMethodParameter(handler.getReturnType());
        var answer = type.toClass() == Mono.class ? type.getGeneric() : type;
        var body = answer.toClass() == ResponseEntity.class ? answer.getGeneric() : answer;
        return body.toClass() == Void.class || body.toClass() == void.class;
    }
}
