package io.sixlane.benchmarks.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PropagationCommandTest {
    private final StringWriter output = new StringWriter();

    @Test
    void prints_one_document_whose_names_stay() {
        print("--json", "--accelerators=2000", "--relays=4", "--changes=100", "--warm-up=7");

        assertThat(output.toString().strip().lines()).hasSize(1);
        assertThat(ConfigurationJson.mapper().readTree(output.toString()))
                .isEqualTo(
                        ConfigurationJson.mapper()
                                .readTree(
                                        """
                                        {
                                          "p50Ms": 50.0, "p90Ms": 90.0,
                                          "p99Ms": 99.0, "maxMs": 100.0,
                                          "appliedP50Ms": 150.0, "appliedP99Ms": 199.0,
                                          "acceptingP50Ms": 250.0, "acceptingP99Ms": 299.0,
                                          "accelerators": 2000, "listeners": 1500,
                                          "relays": 4, "changes": 100, "warmUp": 7
                                        }
                                        """));
    }

    @Test
    void prints_the_same_for_people() {
        print("--accelerators=2000", "--changes=100");

        assertThat(output.toString())
                .contains("100 changes after 1500 to warm up, 2000 accelerators (1500 with")
                .contains("3 relays")
                .contains("programmed on all relays");
    }

    private void print(String... arguments) {
        var command = new PropagationCommand();
        new CommandLine(command).setOut(new PrintWriter(output)).parseArgs(arguments);

        command.print(from(1), from(101), from(201), 1_500);
    }

    /** A hundred, a millisecond from each to the next. */
    private static Distribution from(long first) {
        return new Distribution(
                LongStream.range(first, first + 100).mapToObj(milli -> milli * 1_000_000).toList());
    }
}
