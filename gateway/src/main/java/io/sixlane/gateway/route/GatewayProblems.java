package io.sixlane.gateway.route;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where the gateway's own errors become answers: problem+json as in the services. */
@Component
@Order(-2) // before the framework's own
class GatewayProblems implements ErrorWebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(GatewayProblems.class);

    private final JsonMapper json;

    GatewayProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        var problem = problemOf(error);
        if (problem.type() == ProblemType.INTERNAL_ERROR) {
            log.atError()
                    .addKeyValue("path", exchange.getRequest().getPath())
                    .setCause(error)
                    .log("request failed");
        }
        var response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.type() == ProblemType.SERVICE_UNAVAILABLE) {
            response.getHeaders().set("Retry-After", "1");
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "/problems/" + problem.type().word());
        members.put("title", problem.status().getReasonPhrase());
        members.put("status", problem.status().value());
        members.put("detail", problem.detail());
        members.put("instance", exchange.getRequest().getPath().value());
        members.put(
                "requestId",
                Optional.ofNullable(response.getHeaders().getFirst("X-Request-Id")).orElse(""));
        var body = json.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /**
     * @param status that of the type, unless several share it
     */
    private record Answer(HttpStatus status, ProblemType type, String detail) {
        Answer(ProblemType type, String detail) {
            this(type.status(), type, detail);
        }
    }

    private static Answer problemOf(Throwable error) {
        return switch (error) {
            case RefusedException refused ->
                    new Answer(
                            refused.type(), Objects.requireNonNullElse(refused.getMessage(), ""));
            case ConnectException _ -> unavailable();
            case TimeoutException _ -> timeout();
            case ResponseStatusException e -> ofFramework(e);
            case IOException _ -> unavailable();
            default ->
                    new Answer(
                            ProblemType.INTERNAL_ERROR,
                            "Something went wrong here; the log has it under the requestId");
        };
    }

    private static Answer ofFramework(ResponseStatusException e) {
        var status =
                Optional.ofNullable(HttpStatus.resolve(e.getStatusCode().value()))
                        .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
        return switch (status) {
            case NOT_FOUND ->
                    new Answer(
                            ProblemType.NOT_FOUND,
                            "There is nothing at this path for this method; /openapi lists what"
                                    + " there is");
            case GATEWAY_TIMEOUT -> timeout();
            case SERVICE_UNAVAILABLE -> unavailable();
            default ->
                    new Answer(
                            status,
                            ProblemType.ofFramework(status),
                            Objects.requireNonNullElse(e.getReason(), status.getReasonPhrase()));
        };
    }

    private static Answer unavailable() {
        return new Answer(
                ProblemType.SERVICE_UNAVAILABLE,
                "The service behind this path is not answering; nothing was changed unless it says"
                        + " so, try again in a moment");
    }

    private static Answer timeout() {
        return new Answer(
                ProblemType.GATEWAY_TIMEOUT,
                "The service behind this path took too long; read the resource before trying"
                        + " again");
    }
}
