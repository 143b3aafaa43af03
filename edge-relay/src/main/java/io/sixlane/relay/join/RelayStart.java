package io.sixlane.relay.join;

import java.util.Map;

/** Runs the relay in this process. */
@FunctionalInterface
public interface RelayStart {
    /**
     * Returns once it has started.
     *
     * @param settings by the names of variables
     */
    void start(Map<String, String> settings);
}
