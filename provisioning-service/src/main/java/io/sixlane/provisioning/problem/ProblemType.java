package io.sixlane.provisioning.problem;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What can go wrong before anything is decided; refusals have types of their own. */
enum ProblemType {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    STALE_REVISION(HttpStatus.PRECONDITION_FAILED),
    CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    EVENT_NOT_UNDERSTOOD(HttpStatus.SERVICE_UNAVAILABLE);

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
