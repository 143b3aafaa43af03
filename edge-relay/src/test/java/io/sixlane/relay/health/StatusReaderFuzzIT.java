package io.sixlane.relay.health;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("fuzz")
class StatusReaderFuzzIT {
    @Test
    void any_answer_has_one_outcome(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                StatusReaderFuzz.class,
                folder,
                List.of(
                        "\u0003HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII),
                        "\u0010HTTP/1.1 100 Continue\n\nHTTP/1.0 500\n".getBytes(US_ASCII)));
    }
}
