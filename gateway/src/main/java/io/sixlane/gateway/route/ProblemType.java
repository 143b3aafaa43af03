package io.sixlane.gateway.route;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What the gateway itself answers when something goes wrong. */
public enum ProblemType {
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    FOREIGN_HOST(HttpStatus.FORBIDDEN),
    FOREIGN_ORIGIN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    GATEWAY_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT);

    private final HttpStatus status;

    ProblemType(HttpStatus status) {
        this.status = status;
    }

    /**
     * What the framework refuses by itself; a status without a type of its own is a bad request.
     */
    static ProblemType ofFramework(HttpStatusCode status) {
        return status.is5xxServerError()
                ? INTERNAL_ERROR
                : Stream.of(
                                NOT_FOUND,
                                METHOD_NOT_ALLOWED,
                                NOT_ACCEPTABLE,
                                CONTENT_TOO_LARGE,
                                UNSUPPORTED_MEDIA_TYPE)
                        .filter(type -> type.status.isSameCodeAs(status))
                        .findFirst()
                        .orElse(BAD_REQUEST);
    }

    HttpStatus status() {
        return status;
    }

    /** The last part of the type, {@code /problems/NAME}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
