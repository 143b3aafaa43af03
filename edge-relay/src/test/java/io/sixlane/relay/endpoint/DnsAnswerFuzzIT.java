package io.sixlane.relay.endpoint;

import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("fuzz")
class DnsAnswerFuzzIT {
    /** {@code backend.test} is an alias of {@code b.test}, TTL 1, which is 192.0.2.1. */
    private static final String ALIAS_AND_ADDRESS =
            "000181800001000200000000076261636b656e640474657374000001"
                    + "0001c00c000500010000000100040162c014c02a00010001000000010004c0000201";

    @Test
    void any_answer_is_bounded(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                DnsAnswerFuzz.class, folder, List.of(HexFormat.of().parseHex(ALIAS_AND_ADDRESS)));
    }
}
