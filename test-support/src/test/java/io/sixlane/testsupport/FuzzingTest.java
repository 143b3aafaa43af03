package io.sixlane.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzingTest {
    private static final List<byte[]> SEEDS = List.of("length=12".getBytes(UTF_8));

    @Test
    void a_target_that_takes_everything_passes(@TempDir Path folder) throws Exception {
        Fuzzing.check(PatientFuzz.class, folder, SEEDS);
    }

    @Test
    void what_a_target_throws_is_reported_with_its_input(@TempDir Path folder) {
        assertThatThrownBy(() -> Fuzzing.check(FaultyFuzz.class, folder, SEEDS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a length of 0")
                .extracting(Throwable::getMessage)
                .satisfies(report -> assertThat(inputOf(report)).startsWith("length=0"));
    }

    private static String inputOf(String report) {
        var base64 = report.replaceAll("(?s).*Base64: (\\S*).*", "$1");
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }
}
