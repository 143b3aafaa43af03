package io.sixlane.metrics.query;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
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
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_REQUEST, "The question has errors; see 'errors'.");
        problem.setType(URI.create("/problems/malformed-request"));
        problem.setProperty("errors", e.errors());
        return createResponseEntity(problem, null, HttpStatus.BAD_REQUEST, exchange);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> unknown(Exception e, ServerWebExchange exchange) {
        LOG.atError().setCause(e).log("a request failed");
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "The service could not answer; try again, and name the request's id if it"
                                + " stays so.");
        problem.setType(URI.create("/problems/internal-error"));
        return createResponseEntity(problem, null, HttpStatus.INTERNAL_SERVER_ERROR, exchange);
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
                problem.setType(URI.create("/problems/" + nameOf(status)));
            }
            var requestId = exchange.getRequest().getHeaders().getFirst(REQUEST_ID);
            if (requestId != null) {
                problem.setProperty("requestId", requestId);
            }
        }
        return super.createResponseEntity(body, headers, status, exchange);
    }

    private static String nameOf(HttpStatusCode status) {
        return status instanceof HttpStatus known
                ? known.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "http-" + status.value();
    }
}
