package io.sixlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReplayBenchmarkTest {
    @Test
    void prints_one_document_whose_names_stay() {
        var output = new StringWriter();
        var command = new ReplayBenchmark();
        new CommandLine(command).setOut(new PrintWriter(output)).parseArgs("--json");

        command.print(new ReplayBenchmark.Result(1_000, 10, 1.25, 2.5, 64, 2));

        assertThat(output.toString().strip().lines()).hasSize(1);
        assertThat(ConfigurationJson.mapper().readTree(output.toString()))
                .isEqualTo(
                        ConfigurationJson.mapper()
                                .readTree(
                                        """
                                        {
                                          "events": 1000, "accelerators": 10,
                                          "replaySeconds": 1.25, "verifySeconds": 2.5,
                                          "heapMegabytesAfterReplay": 64, "processors": 2
                                        }
                                        """));
    }
}
