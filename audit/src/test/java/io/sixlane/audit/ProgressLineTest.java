package io.sixlane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void writes_a_bar_over_the_one_before_it_on_a_terminal() {
        var line = new ProgressLine(new PrintWriter(printed), "Reading", true);

        line.at(50, 100);
        line.at(100, 100);

        assertThat(printed.toString().split("\r"))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        half ->
                                assertThat(half)
                                        .isEqualTo(
                                                "Reading [%s%s]  50 %% "
                                                        .formatted("=".repeat(15), " ".repeat(15))),
                        whole ->
                                assertThat(whole)
                                        .matches("Reading \\[={30}] 100 % \\d+[.,]\\d s\\R"));
    }

    @Test
    void prints_every_tenth_once_without_a_terminal() {
        var line = new ProgressLine(new PrintWriter(printed), "Reading", false);

        for (var done = 0; done <= 200; done++) {
            line.at(done, 200);
        }

        assertThat(printed.toString().lines())
                .hasSize(10)
                .startsWith("Reading: 10 %")
                .endsWith("Reading: 100 %");
    }

    @Test
    void prints_nothing_for_an_empty_total() {
        new ProgressLine(new PrintWriter(printed), "Reading", true).at(0, 0);
        new ProgressLine(new PrintWriter(printed), "Reading", false).at(0, 0);

        assertThat(printed.toString()).isEmpty();
    }
}
