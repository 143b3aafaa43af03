package io.sixlane.provisioning.problem;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A problem before it is told to anyone.
 *
 * @param name the last part of its type, {@code /problems/NAME}
 * @param detail what is, and how to go on
 * @param members further members, typed
 */
record Problem(HttpStatus status, String name, String detail, Map<String, Object> members) {
    Problem {
        members = Map.copyOf(members);
    }

    static Problem of(HttpStatus status, String name, String detail) {
        return new Problem(status, name, detail, Map.of());
    }

    static Problem of(ProblemType type, String detail) {
        return of(type.status(), type.word(), detail);
    }

    Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, name, detail, more);
    }

    ProblemDetail toDetail(String requestId) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + name));
        problem.setTitle(status.getReasonPhrase());
        members.forEach(problem::setProperty);
        problem.setProperty("requestId", requestId);
        return problem;
    }
}
