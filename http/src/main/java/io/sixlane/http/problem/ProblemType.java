package io.sixlane.http.problem;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The kinds of refusal that are not rules of the domain. Every service uses the same type for the
 * same kind; {@code docs/reference/errors.md} has a section for each.
 */
public enum ProblemType {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    SIGN_IN_REQUIRED(HttpStatus.UNAUTHORIZED),
    SIGN_IN_REFUSED(HttpStatus.UNAUTHORIZED),
    ROLE_MISSING(HttpStatus.FORBIDDEN),
    OUT_OF_SCOPE(HttpStatus.FORBIDDEN),
    NAME_TAKEN(HttpStatus.CONFLICT),
    LAST_ADMIN(HttpStatus.CONFLICT),
    ACCOUNT_LIMIT_REACHED(HttpStatus.UNPROCESSABLE_CONTENT),
    TOKEN_OUTLIVES_CALLER(HttpStatus.UNPROCESSABLE_CONTENT),
    FOREIGN_HOST(HttpStatus.FORBIDDEN),
    FOREIGN_ORIGIN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    SPECIFICATION_NOT_FOUND(HttpStatus.NOT_FOUND),
    REGION_NOT_FOUND(HttpStatus.NOT_FOUND),
    CATALOG_ENTRY_IN_USE(HttpStatus.CONFLICT),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    STALE_REVISION(HttpStatus.PRECONDITION_FAILED),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED),
    CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    TOO_MANY_READS(HttpStatus.TOO_MANY_REQUESTS),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    EVENT_NOT_UNDERSTOOD(HttpStatus.SERVICE_UNAVAILABLE),
    GATEWAY_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT);

    private final HttpStatus status;

    ProblemType(HttpStatus status) {
        this.status = status;
    }

    /** The type of a refusal by the framework, which knows nothing but a status. */
    static ProblemType ofFramework(HttpStatusCode code) {
        return switch (HttpStatus.resolve(code.value())) {
            case NOT_FOUND -> NOT_FOUND;
            case SERVICE_UNAVAILABLE -> SERVICE_UNAVAILABLE;
            case GATEWAY_TIMEOUT -> GATEWAY_TIMEOUT;
            case PRECONDITION_FAILED -> PRECONDITION_FAILED;
            case METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONTENT_TOO_LARGE,
                    URI_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    REQUEST_HEADER_FIELDS_TOO_LARGE ->
                    Arrays.stream(values())
                            .filter(type -> type.status.isSameCodeAs(code))
                            .findFirst()
                            .orElseThrow();
            case null, default -> code.is5xxServerError() ? INTERNAL_ERROR : BAD_REQUEST;
        };
    }

    public HttpStatus status() {
        return status;
    }

    /** The last part of the type, {@code /problems/NAME}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
