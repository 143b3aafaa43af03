package io.sixlane.relay.accesslist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("fuzz")
class AccessTableFuzzIT {
    @Test
    void any_text_is_a_prefix_or_is_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                AccessTableFuzz.class,
                folder,
                List.of(
                        "0123456789abcdef2001:db8::/32\n192.0.2.0/24\n::ffff:10.0.0.0/104"
                                .getBytes(US_ASCII),
                        "0123456789abcdef64:ff9b::c000:201/128\n::/0".getBytes(US_ASCII)));
    }
}
