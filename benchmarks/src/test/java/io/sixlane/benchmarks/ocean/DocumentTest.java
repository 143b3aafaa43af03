package io.sixlane.benchmarks.ocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.benchmarks.ocean.Client.Fetched;
import io.sixlane.configuration.json.ConfigurationJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private static Figures figures() {
        var figures = new Figures();
        for (var millis = 1; millis <= 100; millis++) {
            figures.addSmall(new Fetched(millis * 500_000L, millis * 1_000_000L, 1));
        }
        figures.add(Size.SMALL, new Fetched(0, 0, 130_000_000));
        figures.add(Size.LARGE, new Fetched(0, 0, 1_800_000_000));
        figures.add(Size.LARGE, new Fetched(0, 0, 1_900_000_000));
        figures.add(Size.LARGE, new Fetched(0, 0, 9_000_000_000L));
        figures.addFailure();
        return figures;
    }

    private static Outcome outcome(
            Profile profile, @Nullable Failover failover, @Nullable Integer routeChanges) {
        return new Outcome(
                profile,
                new TreeMap<>(Map.of(Row.DIRECT, new Figures(), Row.SIXLANE_WARM, figures())),
                failover,
                routeChanges);
    }

    @Test
    void figures_are_where_readers_of_the_document_look_for_them() {
        var document =
                ConfigurationJson.mapper()
                        .valueToTree(
                                Document.of(
                                        List.of(
                                                outcome(Profile.A, null, null),
                                                outcome(
                                                        Profile.D,
                                                        new Failover(0, 512.5, 900.0),
                                                        null),
                                                outcome(Profile.F, null, 0)),
                                        Map.of("cpus", 2)));
        var row = document.at("/profiles/A/rows/sixlane-warm");
        assertThat(row.at("/firstByteMs/p50").asDouble()).isEqualTo(50);
        assertThat(row.at("/firstByteMs/p99").asDouble()).isEqualTo(99);
        assertThat(row.at("/seconds/100KB").asDouble()).isEqualTo(0.13);
        assertThat(row.at("/seconds/20MB").asDouble()).isEqualTo(1.9);
        assertThat(row.at("/seconds").has("1MB")).isFalse();
        assertThat(row.at("/failed").asInt()).isEqualTo(1);
        assertThat(document.at("/profiles/A").has("failover")).isFalse();
        assertThat(document.at("/profiles/D/failover/failedFlows").asInt()).isZero();
        assertThat(document.at("/profiles/D/failover/firstByteMsMax").asDouble()).isEqualTo(512.5);
        assertThat(document.at("/profiles/D/failover/normalAfterMs").asDouble()).isEqualTo(900);
        assertThat(document.at("/profiles/F/routeChanges").asInt()).isZero();
        assertThat(document.at("/machine/cpus").asInt()).isEqualTo(2);
    }

    @Test
    void table_and_chart_show_what_was_measured_and_nothing_for_the_rest() {
        var outcomes = List.of(outcome(Profile.A, null, null));
        assertThat(Table.of(outcomes))
                .contains("| `sixlane-warm` two relays, warm lanes, plain | 50.0 ms | 99.0 ms |")
                .contains("| 0.13 s |  | 1.90 s | 1 |")
                .contains("| `direct` IPv6, end to end |  |  |  |  |  | 0 |");
        assertThat(Chart.of(outcomes)).contains(">1.90</text>").doesNotContain("NaN");
    }
}
