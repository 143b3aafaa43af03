package io.sixlane.http.problem;

import java.util.Collection;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** The refusal of a method that a path does not have. */
public final class MethodProblem {
    private static final int LONGEST_METHOD = 32;

    private MethodProblem() {}

    /**
     * @param allowed without HEAD and OPTIONS, which come with GET and with every path
     */
    public static Problem of(String method, Collection<HttpMethod> allowed) {
        var list = allow(allowed);
        return Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "This path has no method %s; it has %s"
                                .formatted(abbreviated(method), list))
                .withHeader(HttpHeaders.ALLOW, list);
    }

    /** The value of {@code Allow}, in the order of the alphabet. */
    public static String allow(Collection<HttpMethod> methods) {
        var names = new TreeSet<String>();
        methods.forEach(method -> names.add(method.name()));
        if (names.contains(HttpMethod.GET.name())) {
            names.add(HttpMethod.HEAD.name());
        }
        names.add(HttpMethod.OPTIONS.name());
        return String.join(", ", names);
    }

    private static String abbreviated(String method) {
        return method.length() <= LONGEST_METHOD
                ? method
                : method.substring(0, LONGEST_METHOD) + "…";
    }
}
