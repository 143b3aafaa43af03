package io.sixlane.identity.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers failures of handlers. */
@RestControllerAdvice
class ErrorAnswers extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException refusal, HttpServletRequest request) {
        return answer(refusal.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> taken(DuplicateKeyException taken, HttpServletRequest request) {
        logger.debug("name taken", taken);
        return answer(
                Problems.problem(
                        HttpStatus.CONFLICT, "name-taken", "The account has one of this name"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(DataAccessException away, HttpServletRequest request) {
        logger.warn("database failed", away);
        return answer(
                Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database-unavailable",
                        "The database does not answer; repeat the request in a moment"),
                request);
    }

    private static ResponseEntity<ProblemDetail> answer(
            ProblemDetail problem, HttpServletRequest request) {
        Problems.complete(request, problem);
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }

    /** Refusals of Spring MVC, which have no type of their own. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && request instanceof ServletWebRequest web) {
            problem.setType(URI.create("/problems/" + name(status)));
            Problems.complete(web.getRequest(), problem);
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static String name(HttpStatusCode status) {
        return switch (HttpStatus.resolve(status.value())) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case null, default ->
                    status.is5xxServerError() ? "internal-error" : "malformed-request";
        };
    }
}
