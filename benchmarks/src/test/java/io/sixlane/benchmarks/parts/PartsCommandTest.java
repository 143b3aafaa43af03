package io.sixlane.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.relay.udp.SessionTableBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PartsCommandTest {
    /** In this JVM, each benchmark once. */
    private static final List<String> ONCE =
            List.of("-f", "0", "-bm", "ss", "-wi", "0", "-i", "1", "-v", "SILENT");

    @BeforeAll
    static void beside_a_measurement() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void every_part_is_measured(@TempDir Path folder) throws IOException {
        var results = folder.resolve("results.json");
        assertThat(run("-p", "accelerators=10", "-rf", "json", "-rff", results.toString()))
                .isZero();
        assertThat(measured(results))
                .containsExactlyInAnyOrder(
                        "AccessTableBenchmark.in_no_entry",
                        "AccessTableBenchmark.in_one_entry",
                        "AccessTableBenchmark.in_two_entries",
                        "EndpointSelectionBenchmark.by_weight",
                        "EndpointSelectionBenchmark.every_try_under_affinity",
                        "EndpointSelectionBenchmark.under_affinity",
                        "ImageApplyBenchmark.one_change",
                        "ProxyHeaderBenchmark.simple",
                        "ProxyHeaderBenchmark.v1",
                        "ProxyHeaderBenchmark.v2",
                        "SessionTableBenchmark.ended_and_begun_again",
                        "SessionTableBenchmark.known",
                        "SessionTableBenchmark.known_in_a_hash_map",
                        "SessionTableBenchmark.unknown");
    }

    @Test
    void a_name_that_no_benchmark_has_is_an_error() {
        var output = new StringWriter();
        var command = new CommandLine(new PartsCommand()).setErr(new PrintWriter(output, true));
        assertThat(command.execute("-v", "SILENT", "NoSuchBenchmark")).isEqualTo(1);
        assertThat(output.toString()).startsWith("no benchmark has that name");
    }

    @Test
    void an_argument_that_jmh_does_not_know_is_an_error() {
        var output = new StringWriter();
        var command = new CommandLine(new PartsCommand()).setErr(new PrintWriter(output, true));
        assertThat(command.execute("-i", "few")).isEqualTo(2);
        assertThat(output.toString()).contains("few");
    }

    @Test
    void every_benchmark_measures_its_subject() {
        var sessions = new SessionTableBenchmark();
        var access = new AccessTableBenchmark();
        var selection = new EndpointSelectionBenchmark();
        for (var i = 0; i < 1_000; i++) {
            assertThat(sessions.known()).isNotNull();
            assertThat(sessions.known_in_a_hash_map()).isNotNull();
            assertThat(sessions.unknown()).isNull();
            assertThat(sessions.ended_and_begun_again()).isEqualTo(100_000);
            assertThat(access.in_two_entries()).isFalse();
            assertThat(access.in_one_entry()).isTrue();
            assertThat(access.in_no_entry()).isFalse();
        }
        assertThat(Stream.generate(selection::by_weight).limit(2_000).distinct()).hasSize(10);
        assertThat(Stream.generate(selection::under_affinity).limit(1_024).distinct()).hasSize(10);
    }

    private static int run(String... arguments) {
        var all = new ArrayList<>(ONCE);
        all.addAll(List.of(arguments));
        return new CommandLine(new PartsCommand()).execute(all.toArray(String[]::new));
    }

    private static List<String> measured(Path results) throws IOException {
        return ConfigurationJson.mapper()
                .readTree(Files.readAllBytes(results))
                .valueStream()
                .map(result -> result.get("benchmark").stringValue())
                .map(name -> name.replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1"))
                .toList();
    }
}
