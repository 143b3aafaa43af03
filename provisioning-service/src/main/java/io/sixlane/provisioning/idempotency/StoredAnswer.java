package io.sixlane.provisioning.idempotency;

import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.type.TypeReference;

/**
 * The first answer to a request.
 *
 * @param headers as JSON, by name
 * @param body empty for a 204
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredAnswer(int status, String headers, byte[] body) {
    /** The answer to a change whose process ended before it answered. */
    static StoredAnswer ofChange(String streamId, long revision) {
        var body = ConfigurationJson.write(Map.of("streamId", streamId, "revision", revision));
        var headers = new HttpHeaders();
        headers.setETag("\"%s\"".formatted(revision));
        headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
        return of(200, headers, body);
    }

    static StoredAnswer of(int status, HttpHeaders headers, byte[] body) {
        var kept = new TreeMap<String, List<String>>();
        headers.forEach(
                (name, values) -> {
                    if (isOfAnswer(name)) {
                        kept.put(name, values);
                    }
                });
        return new StoredAnswer(
                status, new String(ConfigurationJson.write(kept), StandardCharsets.UTF_8), body);
    }

    /** Whether a header belongs to the answer rather than to the connection or the request. */
    private static boolean isOfAnswer(String name) {
        return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                || name.equalsIgnoreCase(HttpHeaders.ETAG)
                || name.equalsIgnoreCase(HttpHeaders.LOCATION)
                || name.regionMatches(true, 0, "Sixlane-", 0, 8);
    }

    Map<String, List<String>> headersByName() {
        return ConfigurationJson.mapper().readValue(headers, new TypeReference<>() {});
    }
}
