package io.sixlane.catalog.problem;

import java.net.URI;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;

/** Every error of this service as a problem (RFC 9457) that carries the id of its request. */
@RestControllerAdvice
class CatalogProblems {
    private static final Logger log = LoggerFactory.getLogger(CatalogProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(
            InvalidRequestException refusal, ServerWebExchange exchange) {
        var problem =
                problem(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The fields under errors cannot be taken as they are; correct them and"
                                + " send the request again");
        problem.setProperty("errors", refusal.problems());
        return answer(problem, exchange);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(
            NotInCatalogException refusal, ServerWebExchange exchange) {
        return answer(
                problem(
                        HttpStatus.NOT_FOUND,
                        "not-in-catalog",
                        refusal.getMessage() == null ? "" : refusal.getMessage()),
                exchange);
    }

    /**
     * What the framework refuses, such as an unknown path or media type, and what nobody foresaw.
     */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception cause, ServerWebExchange exchange) {
        if (cause instanceof ErrorResponse refusal) {
            var status = refusal.getStatusCode();
            var detail = refusal.getBody().getDetail();
            var answer =
                    answer(problem(status, name(status), detail == null ? "" : detail), exchange);
            return ResponseEntity.status(status)
                    .headers(
                            headers -> {
                                headers.addAll(refusal.getHeaders());
                                headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
                            })
                    .body(answer.getBody());
        }
        log.atError().setCause(cause).log("request failed");
        return answer(
                problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "The catalog could not answer; the log of the service says why, under this"
                                + " request id"),
                exchange);
    }

    private static String name(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null
                ? "status-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static ProblemDetail problem(HttpStatusCode status, String name, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + name));
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(
            ProblemDetail problem, ServerWebExchange exchange) {
        var given = exchange.getRequest().getHeaders().getFirst("X-Request-Id");
        problem.setProperty("requestId", given == null ? exchange.getRequest().getId() : given);
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
