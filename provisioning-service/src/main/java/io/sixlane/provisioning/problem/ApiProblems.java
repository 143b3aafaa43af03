package io.sixlane.provisioning.problem;

import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.eventstore.EventNotUnderstoodException;
import io.sixlane.provisioning.request.MalformedRequestException;
import io.sixlane.provisioning.request.RequestHeaders;
import io.sixlane.provisioning.request.StaleRevisionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

import java.util.Optional;

/** The one place where errors become answers. */
@RestControllerAdvice
class ApiProblems {
    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(RejectedException e, ServerWebExchange exchange) {
        log.atDebug().addKeyValue("reason", e.reason()).log("refused");
        return answer(RejectionProblem.of(e.reason()), exchange);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(
            MalformedRequestException e, ServerWebExchange exchange) {
        var problem = Problem.of(ProblemType.MALFORMED_REQUEST, message(e));
        return answer(
                e.errors().isEmpty() ? problem : problem.with("errors", e.errors()), exchange);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stale(StaleRevisionException e, ServerWebExchange exchange) {
        var problem =
                Problem.of(
                                ProblemType.STALE_REVISION,
                                "It is at revision %s by now; read it again and decide anew"
                                        .formatted(e.presentRevision()))
                        .with("revision", e.presentRevision());
        return ResponseEntity.status(PRECONDITION_FAILED)
                .eTag("\"" + e.presentRevision() + "\"")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.toDetail(requestId(exchange)));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception e, ServerWebExchange exchange) {
        log.atError().addKeyValue("cause", e.getMessage()).log("the database does not answer");
        return answer(
                Problem.of(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "The database does not answer; repeat the request in a while"),
                exchange);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notUnderstood(
            EventNotUnderstoodException e, ServerWebExchange exchange) {
        log.atError()
                .addKeyValue("stream", e.streamId())
                .addKeyValue("revision", e.revision())
                .addKeyValue("type", e.type())
                .log("an event is not understood; a later version wrote it");
        return answer(
                Problem.of(
                                ProblemType.EVENT_NOT_UNDERSTOOD,
                                "Revision %s of %s is a %s, which this version does not know; ask again when the service was upgraded"
                                        .formatted(e.revision(), e.streamId(), e.type()))
                        .with("streamId", e.streamId())
                        .with("revision", e.revision())
                        .with("eventType", e.type()),
                exchange);
    }

    /** A parameter that is missing, or of another type than the method takes. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(
            ServerWebInputException e, ServerWebExchange exchange) {
        var parameter = e.getMethodParameter();
        if (parameter == null || !parameter.hasParameterAnnotation(RequestParam.class)) {
            return refusedByFramework(e, exchange);
        }
        return answer(
                Problem.of(
                        ProblemType.MALFORMED_REQUEST,
                        "query parameter %s must be %s"
                                .formatted(
                                        parameter.getParameterName(),
                                        wanted(parameter.getParameterType()))),
                exchange);
    }

    private static String wanted(Class<?> type) {
        return type == int.class
                ? "a whole number"
                : type == boolean.class ? "true or false" : "there";
    }

    /** What the framework refuses by itself: no such path, wrong method, wrong parameter. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refusedByFramework(
            ResponseStatusException e, ServerWebExchange exchange) {
        var status =
                Optional.ofNullable(HttpStatus.resolve(e.getStatusCode().value()))
                        .orElse(INTERNAL_SERVER_ERROR);
        if (status.is5xxServerError()) {
            return unknown(e, exchange);
        }
        var detail =
                Optional.ofNullable(((ErrorResponse) e).getBody().getDetail())
                        .orElse(status.getReasonPhrase());
        var answer =
                Problem.of(ProblemType.ofFramework(status), detail).toDetail(requestId(exchange));
        answer.setStatus(status.value());
        return ResponseEntity.status(status)
                .headers(e.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(Throwable e, ServerWebExchange exchange) {
        var requestId = requestId(exchange);
        log.atError().addKeyValue("requestId", requestId).setCause(e).log("request failed");
        return ResponseEntity.status(INTERNAL_SERVER_ERROR)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        Problem.of(
                                        ProblemType.INTERNAL_ERROR,
                                        "Something went wrong here; the log has it under the"
                                                + " requestId")
                                .toDetail(requestId));
    }

    private static ResponseEntity<ProblemDetail> answer(
            Problem problem, ServerWebExchange exchange) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.toDetail(requestId(exchange)));
    }

    private static String requestId(ServerWebExchange exchange) {
        return RequestHeaders.requestId(exchange.getRequest().getHeaders());
    }

    private static String message(Throwable e) {
        return Optional.ofNullable(e.getMessage()).orElse("The request is malformed");
    }
}
