package io.sixlane.http.problem;

import java.util.Optional;

/** Turns the errors of one feature into problems; a bean of it is found by {@link ErrorAnswers}. */
@FunctionalInterface
public interface ProblemSource {
    /** Empty for an error of another kind. */
    Optional<Problem> of(Throwable error);
}
