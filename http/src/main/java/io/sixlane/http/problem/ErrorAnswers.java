package io.sixlane.http.problem;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where errors become answers, whether a filter, a mapping or a handler failed. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ErrorAnswers implements ErrorWebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    /** Seconds. */
    private static final String RETRY_AFTER = "1";

    private final List<ProblemSource> sources;
    private final JsonMapper json;

    ErrorAnswers(List<ProblemSource> sources, JsonMapper json) {
        this.sources = List.copyOf(sources);
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        var requestId = RequestIds.of(exchange);
        var problem = problem(error, requestId);
        var body =
                json.writeValueAsBytes(
                        problem.body(exchange.getRequest().getPath().value(), requestId));
        response.setStatusCode(problem.status());
        var headers = response.getHeaders();
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        problem.headers().forEach(headers::set);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private Problem problem(Throwable error, String requestId) {
        if (error instanceof RefusedException refused) {
            log.atDebug().addKeyValue("problem", refused.problem().name()).log("request refused");
            return refused.problem();
        }
        return sources.stream()
                .map(source -> source.of(error))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(
                        () -> {
                            log.atError()
                                    .addKeyValue("requestId", requestId)
                                    .setCause(error)
                                    .log("request failed");
                            return Problem.of(
                                    ProblemType.INTERNAL_ERROR,
                                    "An internal error; the log has the cause under the requestId");
                        });
    }
}
