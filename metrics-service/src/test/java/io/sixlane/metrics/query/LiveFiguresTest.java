package io.sixlane.metrics.query;

import static io.sixlane.metrics.Reports.FIRST_LIFE;
import static io.sixlane.metrics.Reports.SECOND_LIFE;
import static io.sixlane.metrics.Reports.START;
import static io.sixlane.metrics.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.query.LiveFigures.Second;
import io.sixlane.metrics.window.ReportedWindow;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {
    private final LiveFigures figures = new LiveFigures();

    @Test
    void shows_what_changed_since_the_look_before() {
        assertThat(look(report("relay-1", FIRST_LIFE, START, 1, 3)))
                .extracting(Second::connectionsOpened, Second::connectionsActive)
                .containsExactly(0L, 3L);
        assertThat(look(report("relay-1", FIRST_LIFE, START, 2, 5)))
                .isEqualTo(new Second(START, 2, 5, 0, 0, 200, 2_000));
        assertThat(look(report("relay-1", FIRST_LIFE, START, 2, 5)).bytesOut()).isZero();
    }

    @Test
    void a_window_that_begins_and_a_relay_that_restarts_count_from_zero() {
        look(report("relay-1", FIRST_LIFE, START, 9, 5));

        var second =
                look(
                        report("relay-1", FIRST_LIFE, START, 9, 5),
                        report("relay-1", SECOND_LIFE, START, 1, 1),
                        report("relay-2", FIRST_LIFE, START, 1, 4));

        assertThat(second.connectionsOpened()).isEqualTo(5);
        assertThat(second.bytesIn()).isEqualTo(500);
        assertThat(second.connectionsActive()).isEqualTo(5);
    }

    @Test
    void a_window_that_is_over_for_long_takes_nothing_back() {
        look(report("relay-1", FIRST_LIFE, START, 9, 5));

        assertThat(look(report("relay-1", FIRST_LIFE, START.plusSeconds(30), 1, 2)).bytesIn())
                .isEqualTo(200);
    }

    private Second look(TrafficReport... reports) {
        return figures.since(START, Arrays.stream(reports).map(ReportedWindow::of).toList());
    }
}
