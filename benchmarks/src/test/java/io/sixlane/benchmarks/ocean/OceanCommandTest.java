package io.sixlane.benchmarks.ocean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OceanCommandTest {
    private final StringWriter output = new StringWriter();

    private int execute(String... arguments) {
        return new CommandLine(new OceanCommand())
                .setErr(new PrintWriter(output, true))
                .setOut(new PrintWriter(output, true))
                .execute(arguments);
    }

    @Test
    void unknown_profiles_and_rows_are_named() {
        assertThat(execute("--profiles", "A,Q")).isEqualTo(2);
        assertThat(output.toString()).contains("no such profile: Q");
        assertThat(execute("--rows", "direct,sailing-ship")).isEqualTo(2);
        assertThat(output.toString()).contains("no such row: sailing-ship");
    }

    @Test
    void help_names_every_profile_and_row() {
        assertThat(execute("--help")).isZero();
        var help = output.toString().replaceAll("\\s+", "");
        for (var row : Row.values()) {
            assertThat(help).contains(row.label());
        }
        assertThat(help).contains("A,B,C,D,E,F").contains("--json").contains("--quick");
    }
}
