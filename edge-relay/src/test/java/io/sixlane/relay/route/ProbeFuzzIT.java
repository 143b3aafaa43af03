package io.sixlane.relay.route;

import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class ProbeFuzzIT {
    @Test
    void any_datagram_is_a_probe_or_is_passed_over(@TempDir Path folder) throws Exception {
        var key = new ProbeKey(new byte[ProbeKey.BYTES]);
        var request = new ProbeMessage(ProbeMessage.Type.REQUEST, key.number(), 1, 0).write(key);
        var answer = new ProbeMessage(ProbeMessage.Type.ANSWER, key.number(), 1, 1).write(key);
        Fuzzing.check(
                ProbeFuzz.class,
                folder,
                List.of(Arrays.copyOf(request, 24), Arrays.copyOf(answer, 24)));
    }
}
