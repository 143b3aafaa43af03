package io.sixlane.benchmarks.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.benchmarks.propagation.Distribution;
import io.sixlane.benchmarks.write.WriteResult.Round;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WriteCommandTest {
    private final StringWriter output = new StringWriter();

    @Test
    void prints_one_document_whose_names_stay() {
        print("--json", "--accelerators=20", "--writers=8", "--commands=300");

        assertThat(output.toString().strip().lines()).hasSize(1);
        assertThat(ConfigurationJson.mapper().readTree(output.toString()))
                .isEqualTo(
                        ConfigurationJson.mapper()
                                .readTree(
                                        """
                                        {
                                          "oneAccelerator": {
                                            "perSecond": 33.3, "p50Ms": 50.0, "p90Ms": 90.0,
                                            "p99Ms": 99.0, "maxMs": 100.0
                                          },
                                          "manyAccelerators": {
                                            "perSecond": 50.0, "p50Ms": 150.0, "p90Ms": 190.0,
                                            "p99Ms": 199.0, "maxMs": 200.0
                                          },
                                          "accelerators": 20, "writers": 8,
                                          "commands": 300, "repeated": 5
                                        }
                                        """));
    }

    @Test
    void prints_the_same_for_people() {
        print("--writers=8");

        assertThat(output.toString())
                .contains("5000 changes each, 8 writers, 1 or 1000 accelerators")
                .contains("5 attempts were not accepted and repeated");
    }

    private void print(String... arguments) {
        var command = new WriteCommand();
        new CommandLine(command).setOut(new PrintWriter(output)).parseArgs(arguments);

        command.print(Round.of(100, 3, from(1)), Round.of(100, 2, from(101)), 5);
    }

    private static Distribution from(long first) {
        return new Distribution(
                LongStream.range(first, first + 100).mapToObj(milli -> milli * 1_000_000).toList());
    }
}
