package io.sixlane.metrics.window;

import static io.sixlane.metrics.Reports.FIRST_LIFE;
import static io.sixlane.metrics.Reports.SECOND_LIFE;
import static io.sixlane.metrics.Reports.START;
import static io.sixlane.metrics.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowReportsTest {
    @Test
    void a_report_delivered_twice_counts_once() {
        var once = WindowReports.NONE.with(report("relay-1", FIRST_LIFE, START, 1, 5));

        assertThat(once.with(report("relay-1", FIRST_LIFE, START, 1, 5))).isEqualTo(once);
        assertThat(once.merged())
                .singleElement()
                .satisfies(window -> assertThat(window.traffic().connectionsOpened()).isEqualTo(5));
    }

    @Test
    void a_later_report_replaces_and_an_earlier_one_is_ignored() {
        var reports =
                WindowReports.NONE
                        .with(report("relay-1", FIRST_LIFE, START, 1, 5))
                        .with(report("relay-1", FIRST_LIFE, START, 3, 9))
                        .with(report("relay-1", FIRST_LIFE, START, 2, 7));

        assertThat(reports.merged())
                .singleElement()
                .satisfies(
                        window -> {
                            assertThat(window.traffic().connectionsOpened()).isEqualTo(9);
                            assertThat(window.traffic().bytesOut()).isEqualTo(9000);
                            assertThat(window.traffic().connectMicros().count()).isEqualTo(100);
                        });
    }

    @Test
    void adds_up_a_relay_that_restarted_but_not_the_connections_it_lost() {
        var reports =
                WindowReports.NONE
                        .with(report("relay-1", SECOND_LIFE, START, 1, 4))
                        .with(report("relay-1", FIRST_LIFE, START, 7, 5));

        assertThat(reports.merged())
                .singleElement()
                .satisfies(
                        window -> {
                            assertThat(window.traffic().connectionsOpened()).isEqualTo(9);
                            assertThat(window.connectionsActive()).isEqualTo(4);
                            assertThat(window.traffic().connectMicros().count()).isEqualTo(200);
                        });
    }

    @Test
    void keeps_relays_apart() {
        var reports =
                WindowReports.NONE
                        .with(report("relay-2", FIRST_LIFE, START, 1, 2))
                        .with(report("relay-1", FIRST_LIFE, START, 1, 1));

        assertThat(reports.merged())
                .extracting(RelayWindow::relayId)
                .containsExactly("relay-1", "relay-2");
    }
}
