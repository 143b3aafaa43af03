package io.sixlane.standalone.demo;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request to the public API and its response.
 *
 * @param step 1 to 6
 * @param requestBody null without one
 * @param status HTTP status
 * @param responseBody the JSON, or a text node when it was something else
 */
record Exchange(
        int step,
        String method,
        String path,
        @Nullable JsonNode requestBody,
        int status,
        JsonNode responseBody) {

    boolean isRefused() {
        return status >= 400;
    }
}
