package io.sixlane.http.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.json.JsonMapper;

/** Requirements on every refusal, for fuzz targets. */
public final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Bytes: 20 errors of 1,024 characters of three bytes each, and a detail. */
    private static final int LARGEST = 100_000;

    private Answers() {}

    /** Throws when the refusal has nothing to say, or says it in halves of characters. */
    public static void check(RefusedException refusal) {
        var problem = refusal.problem();
        if (problem.detail().isBlank() || !problem.status().is4xxClientError()) {
            throw new AssertionError(problem.toString());
        }
        var body = JSON.writeValueAsString(problem.body("/", "1"));
        if (!UTF_8.newEncoder().canEncode(body) || body.length() > LARGEST) {
            throw new AssertionError(body);
        }
    }
}
