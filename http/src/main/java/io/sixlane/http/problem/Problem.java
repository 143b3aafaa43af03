package io.sixlane.http.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * An error as the API shows it.
 *
 * @param name the last part of its type, {@code /problems/NAME}
 * @param detail the fact, and the next step
 * @param members further members, typed
 * @param headers of the answer
 */
public record Problem(
        HttpStatus status,
        String name,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {
    public Problem {
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    public static Problem of(HttpStatus status, String name, String detail) {
        return new Problem(status, name, detail, Map.of(), Map.of());
    }

    public static Problem of(ProblemType type, String detail) {
        return of(type.status(), type.word(), detail);
    }

    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, name, detail, more, headers);
    }

    public Problem withHeader(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, name, detail, members, more);
    }

    /**
     * The same problem with the status of a refusal by the framework that has no type of its own.
     */
    Problem withStatus(HttpStatus other) {
        return new Problem(other, name, detail, members, headers);
    }

    public String type() {
        return "/problems/" + name;
    }

    /**
     * The members of the body, in the order they are written.
     *
     * @param instance the path of the request
     */
    Map<String, Object> body(String instance, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type());
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("instance", instance);
        body.putAll(members);
        body.put("requestId", requestId);
        return body;
    }
}
