package io.sixlane.catalog.problem;

import io.sixlane.catalog.request.InvalidRequestException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;

import java.net.URI;

/** Every error of this service as a problem (RFC 9457) that carries the id of its request. */
@RestControllerAdvice
class CatalogProblems {
    private static final Logger log = LoggerFactory.getLogger(CatalogProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(
            InvalidRequestException refusal, ServerWebExchange exchange) {
        var problem =
                problem(
                        ProblemType.INVALID_REQUEST,
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
                        ProblemType.NOT_IN_CATALOG,
                        refusal.getMessage() == null ? "" : refusal.getMessage()),
                exchange);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stale(StaleVersionException refusal, ServerWebExchange exchange) {
        var problem =
                problem(
                        ProblemType.STALE_REVISION,
                        "The entry is at version %s; read it again and decide anew"
                                .formatted(refusal.presentVersion()));
        problem.setProperty("revision", refusal.presentVersion());
        return ResponseEntity.status(problem.getStatus())
                .eTag("\"" + refusal.presentVersion() + "\"")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer(problem, exchange).getBody());
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception cause, ServerWebExchange exchange) {
        log.atError().addKeyValue("cause", cause.getMessage()).log("the database does not answer");
        return answer(
                problem(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "The database does not answer; repeat the request in a while"),
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
            var problem = problem(ProblemType.ofFramework(status), detail == null ? "" : detail);
            problem.setStatus(status.value());
            var answer = answer(problem, exchange);
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
                        ProblemType.INTERNAL_ERROR,
                        "The catalog could not answer; the log of the service says why, under this"
                                + " request id"),
                exchange);
    }

    private static ProblemDetail problem(ProblemType type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(URI.create("/problems/" + type.word()));
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
