package io.sixlane.http.request;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Compares callers with the {@link LeastRole} of a handler. */
public final class Roles {
    /** Where a caller with a single accelerator may go: templates of paths end with its id. */
    private static final Set<String> OF_ONE_ACCELERATOR =
            Set.of("/v1/accelerators/{id}", "/v1/metrics/accelerators/{id}");

    private Roles() {}

    /** Empty when the handler names none. */
    public static Optional<Role> least(HandlerMethod handler) {
        return Optional.ofNullable(handler.getMethodAnnotation(LeastRole.class))
                .or(
                        () ->
                                Optional.ofNullable(
                                        AnnotatedElementUtils.findMergedAnnotation(
                                                handler.getBeanType(), LeastRole.class)))
                .map(LeastRole::value);
    }

    /**
     * @param pattern of the path, like {@code /v1/accelerators/{id}/listeners}
     * @param variables of the path
     * @throws RefusedException when the caller may not call the handler
     */
    static void check(
            Caller caller, HandlerMethod handler, String pattern, Map<String, String> variables) {
        var least = least(handler).orElseThrow(() -> new IllegalStateException(handler.toString()));
        if (!caller.role().covers(least)) {
            throw new RefusedException(
                    Problem.of(
                                    ProblemType.ROLE_MISSING,
                                    "This needs the role %s, and these credentials have %s; ask an"
                                                    .formatted(least, caller.role())
                                            + " admin of the account")
                            .with("needed", least.name())
                            .with("role", caller.role().name()));
        }
        caller.accelerator()
                .filter(only -> !isOf(only, pattern, variables))
                .ifPresent(
                        only -> {
                            throw new RefusedException(
                                    Problem.of(
                                                    ProblemType.OUT_OF_SCOPE,
                                                    "These credentials are for accelerator %s alone"
                                                            .formatted(only))
                                            .with("accelerator", only));
                        });
    }

    private static boolean isOf(String accelerator, String pattern, Map<String, String> variables) {
        return OF_ONE_ACCELERATOR.stream()
                        .anyMatch(own -> pattern.equals(own) || pattern.startsWith(own + "/"))
                && accelerator.equals(variables.get("id"));
    }
}
