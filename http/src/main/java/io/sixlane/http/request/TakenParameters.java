package io.sixlane.http.request;

import java.util.Set;

/**
 * Query parameters that a request may have although its handler does not name them, such as those
 * that every change takes.
 */
@FunctionalInterface
public interface TakenParameters {
    /**
     * @param operation like {@code POST /v1/accelerators/{id}/listeners}
     */
    Set<String> of(String operation);
}
