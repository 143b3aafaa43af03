package io.sixlane.metrics.window;

import static io.sixlane.metrics.Reports.FIRST_LIFE;
import static io.sixlane.metrics.Reports.SECOND_LIFE;
import static io.sixlane.metrics.Reports.START;
import static io.sixlane.metrics.Reports.report;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.Reports;
import java.util.List;
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

    @Test
    void adds_up_listeners_and_endpoints_of_a_relay_that_restarted() {
        var first = Reports.detailed("ga-1", "relay-1", "cn-hongkong", START);
        var second =
                new TrafficReport(
                        first.relayId(),
                        first.region(),
                        SECOND_LIFE,
                        first.acceleratorId(),
                        START,
                        10,
                        1,
                        1,
                        1,
                        0,
                        0,
                        7,
                        0,
                        "",
                        "",
                        "alice",
                        List.of(first.listeners().get(1)));

        assertThat(WindowReports.NONE.with(first).with(second).merged())
                .singleElement()
                .satisfies(
                        window -> {
                            assertThat(window.listeners())
                                    .extracting(
                                            listener -> listener.listenerId().text(),
                                            listener -> listener.connectionsOpened(),
                                            listener -> listener.connectionsActive(),
                                            listener -> listener.endpoints().getFirst().bytesIn())
                                    .containsExactly(
                                            // Connections of the first process died with it.
                                            tuple("lsr-1", 5L, 0L, 100L),
                                            tuple("lsr-2", 6L, 0L, 60L));
                            var side =
                                    requireNonNull(
                                            window.listeners()
                                                    .get(1)
                                                    .endpoints()
                                                    .getFirst()
                                                    .endpoint());
                            assertThat(side.segmentsRetransmitted()).isEqualTo(10);
                            assertThat(Latencies.fromText(side.rttMicros()).count()).isEqualTo(2);
                        });
    }

    @Test
    void a_report_without_listeners_is_a_window_without_them() {
        assertThat(
                        WindowReports.NONE
                                .with(report("relay-1", FIRST_LIFE, START, 1, 1))
                                .merged()
                                .getFirst()
                                .listeners())
                .isEmpty();
    }
}
