package io.sixlane.identity.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Problems in the form of every service. */
@Component
public class Problems {
    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param name the last part of the type, which has a section in the reference of errors
     */
    public static ProblemDetail problem(HttpStatus status, String name, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + name));
        return problem;
    }

    /** A refusal of a handler. */
    public static RefusedException refused(HttpStatus status, String name, String detail) {
        return refused(problem(status, name, detail));
    }

    public static RefusedException refused(ProblemDetail problem) {
        return new RefusedException(problem);
    }

    public static ProblemDetail signInRequired() {
        return problem(
                HttpStatus.UNAUTHORIZED,
                "sign-in-required",
                "The request has no valid credentials; sign in, or send an API token as"
                        + " Authorization: Bearer sxl_pat_…");
    }

    public static ProblemDetail roleMissing(String role) {
        var problem =
                problem(
                        HttpStatus.FORBIDDEN,
                        "role-missing",
                        "The role %s may not do this; ask an admin of the account".formatted(role));
        problem.setProperty("role", role);
        return problem;
    }

    /** Writes it as the answer, for filters. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        complete(request, problem);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    static void complete(HttpServletRequest request, ProblemDetail problem) {
        problem.setInstance(URI.create(request.getRequestURI()));
        problem.setProperty("requestId", RequestIds.of(request));
    }
}
