package io.sixlane.metrics.query;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Every error as RFC 9457 says, with the request's id. */
@RestControllerAdvice
class QueryProblems extends ResponseEntityExceptionHandler {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Logger LOG = LoggerFactory.getLogger(QueryProblems.class);

    @ExceptionHandler
    Mono<ResponseEntity<Object>> malformed(MalformedQueryException e, ServerWebExchange exchange) {
        var problem =
                problem(ProblemType.MALFORMED_REQUEST, "The question has errors; see 'errors'.");
        problem.setProperty("errors", e.errors());
        return answer(problem, exchange);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    Mono<ResponseEntity<Object>> databaseAway(Exception e, ServerWebExchange exchange) {
        LOG.atError().addKeyValue("cause", e.getMessage()).log("the database does not answer");
        return answer(
                problem(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "The database does not answer; repeat the request in a while."),
                exchange);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> unknown(Exception e, ServerWebExchange exchange) {
        LOG.atError().setCause(e).log("a request failed");
        return answer(
                problem(
                        ProblemType.INTERNAL_ERROR,
                        "The service could not answer; try again, and name the request's id if it"
                                + " stays so."),
                exchange);
    }

    private static ProblemDetail problem(ProblemType type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(type(type));
        return problem;
    }

    private static URI type(ProblemType type) {
        return URI.create("/problems/" + type.word());
    }

    private Mono<ResponseEntity<Object>> answer(ProblemDetail problem, ServerWebExchange exchange) {
        return createResponseEntity(
                problem, null, HttpStatusCode.valueOf(problem.getStatus()), exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        if (body instanceof ProblemDetail problem) {
            var type = problem.getType();
            if (type == null || type.toString().equals("about:blank")) {
                problem.setType(type(ProblemType.ofFramework(status)));
            }
            var requestId = exchange.getRequest().getHeaders().getFirst(REQUEST_ID);
            if (requestId != null) {
                problem.setProperty("requestId", requestId);
            }
        }
        return super.createResponseEntity(body, headers, status, exchange);
    }
}
