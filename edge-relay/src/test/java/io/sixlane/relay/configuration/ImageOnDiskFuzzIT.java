package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class ImageOnDiskFuzzIT {
    private static final String REMOVED =
            "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":2,\"head\":\"\","
                    + "\"occurredAt\":\"2026-11-01T00:00:00Z\"}";

    @Test
    void any_file_is_an_image_or_is_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                ImageOnDiskFuzz.class,
                folder,
                List.of(
                        ("\0[\n" + REMOVED + ",\n" + REMOVED + "\n]").getBytes(US_ASCII),
                        ("\1" + REMOVED + "\n").getBytes(US_ASCII)));
    }
}
