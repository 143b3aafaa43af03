package io.sixlane.http.problem;

import java.util.Optional;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/** Refusals by the framework itself, in the words of the API. */
final class FrameworkErrors implements ProblemSource {
    @Override
    public Optional<Problem> of(Throwable error) {
        return switch (error) {
            case MethodNotAllowedException e ->
                    Optional.of(MethodProblem.of(e.getHttpMethod(), e.getSupportedMethods()));
            case ServerWebInputException e -> Optional.of(input(e));
            case NotAcceptableStatusException e -> Optional.of(notAcceptable(e));
            case ResponseStatusException e
                    when e.getStatusCode().isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR) ->
                    Optional.empty();
            case ResponseStatusException e -> Optional.of(status(e));
            case DataBufferLimitException _ -> Optional.of(plain(HttpStatus.CONTENT_TOO_LARGE));
            default -> Optional.empty();
        };
    }

    private static Problem notAcceptable(NotAcceptableStatusException e) {
        var forms = e.getSupportedMediaTypes();
        return Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                "The answer is %s, which Accept does not allow; ask for it"
                        .formatted(
                                forms.isEmpty()
                                        ? MediaType.APPLICATION_JSON_VALUE
                                        : MediaType.toString(forms)));
    }

    /** A parameter that is missing, or of another type than the handler takes. */
    private static Problem input(ServerWebInputException e) {
        if (e.getCause() instanceof DataBufferLimitException
                || e.getMostSpecificCause() instanceof DataBufferLimitException) {
            return plain(HttpStatus.CONTENT_TOO_LARGE);
        }
        var parameter = e.getMethodParameter();
        return parameter == null || !parameter.hasParameterAnnotation(RequestParam.class)
                ? status(e)
                : Problem.of(
                        ProblemType.MALFORMED_REQUEST,
                        "query parameter %s must be %s"
                                .formatted(
                                        parameter.getParameterName(),
                                        wanted(parameter.getParameterType())));
    }

    private static String wanted(Class<?> type) {
        return type == int.class
                ? "a whole number"
                : type == boolean.class ? "true or false" : "there";
    }

    private static Problem status(ResponseStatusException e) {
        var status = HttpStatus.resolve(e.getStatusCode().value());
        var problem = plain(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
        for (var header : e.getHeaders().headerSet()) {
            problem = problem.withHeader(header.getKey(), String.join(", ", header.getValue()));
        }
        return problem;
    }

    private static Problem plain(HttpStatus status) {
        return Problem.of(ProblemType.ofFramework(status), detail(status)).withStatus(status);
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this path; GET /openapi lists all paths";
            case CONTENT_TOO_LARGE -> "The body is larger than 256 KiB; send less in one request";
            case UNSUPPORTED_MEDIA_TYPE ->
                    "The body is not declared as JSON; send Content-Type: application/json";
            case BAD_REQUEST -> "The request breaks a rule of HTTP; compare it with GET /openapi";
            case SERVICE_UNAVAILABLE ->
                    "The service behind this path does not answer; repeat the request in a moment";
            case GATEWAY_TIMEOUT ->
                    "The service behind this path took too long; read the resource before you"
                            + " repeat a change";
            default ->
                    status.is5xxServerError()
                            ? "The request failed; the log has the cause under the requestId"
                            : "%s; compare the request with GET /openapi"
                                    .formatted(status.getReasonPhrase());
        };
    }
}
