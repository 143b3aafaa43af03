package io.sixlane.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.http.body.JsonBodyFuzz;
import io.sixlane.http.request.HeaderFuzz;
import io.sixlane.http.request.MomentsFuzz;
import io.sixlane.testsupport.Fuzzing;
import io.sixlane.testsupport.Fuzzing.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFuzzIT {
    @Test
    void any_body_header_or_moment_is_read_or_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                folder,
                List.of(
                        target(
                                JsonBodyFuzz.class,
                                "{\"code\":\"a\",\"n\":2,\"a\":7,\"known\":[\"X\",\"Z\"]}",
                                "{\"code\":\"a\",\"n\":7,\"a\":1,\"known\":[\"Y\"],\"u\":\"Y\","
                                        + "\"inY\":\"a\",\"l\":[{\"k\":\"NOT_FOUND\"}],\"o\":{"
                                        + "\"t\":[\"X\"],\"c\":null,\"r\":true,\"b\":false}}"),
                        target(
                                HeaderFuzz.class,
                                "\0\"7\"",
                                "\0W/\"7\", \"8\"\n*",
                                "\1*",
                                "\1\"7-0a\" ,",
                                "\2because of é",
                                "\3key"),
                        target(
                                MomentsFuzz.class,
                                "\0002026-01-31T08:00:00.5+08:00",
                                "\0002026-01-31T08:00:00Z",
                                "\1PT1H30S",
                                "\00115m",
                                "\00260")));
    }

    private static Target target(Class<?> type, String... seeds) {
        return new Target(type, Stream.of(seeds).map(seed -> seed.getBytes(UTF_8)).toList());
    }
}
