package io.sixlane.relay.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.limit.RefusalCause;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {
    private static final EndpointCounters.Key NEAR = key("ep-1");
    private static final EndpointCounters.Key FAR = key("ep-2");

    private final AcceleratorTraffic traffic = new AcceleratorTraffic("local");
    private final TrafficWindow window = new TrafficWindow(new AcceleratorId("ga-1"), traffic);
    private final ListenerCounters web = traffic.hold(new ListenerId("lsr-1"));

    @Test
    void is_absolute_in_a_window_and_restarts_in_the_next() throws DataFormatException {
        var connection = opened(web, NEAR);
        connection.connected(2_000_000);
        connection.bytesIn(100);
        var first = report("2026-11-23T00:00:03Z");
        connection.bytesIn(50);
        connection.bytesOut(7);
        connection.firstByte(5_000_000);
        var second = report("2026-11-23T00:00:04Z");
        connection.bytesIn(1);
        connection.closed(3_000_000_000L);
        web.closed(DisconnectCause.FINISHED);
        var third = report("2026-11-23T00:00:10Z");

        assertThat(first.windowStart()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(first.bytesIn()).isEqualTo(100);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.account()).isEqualTo("local");
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.bytesIn()).isEqualTo(150);
        assertThat(second.bytesOut()).isEqualTo(7);
        assertThat(second.connectionsOpened()).isEqualTo(1);
        assertThat(second.connectionsActive()).isEqualTo(1);
        assertThat(decoded(second.connectMicros()).getTotalCount()).isEqualTo(1);
        assertThat(decoded(second.connectMicros()).getMaxValue()).isBetween(2_000L, 2_001L);
        assertThat(decoded(second.firstByteMicros()).getMaxValue()).isBetween(5_000L, 5_003L);
        assertThat(third.windowStart()).isEqualTo("2026-11-23T00:00:10Z");
        assertThat(third.sequence()).isEqualTo(1);
        assertThat(third.bytesIn()).isEqualTo(1);
        assertThat(third.connectionsOpened()).isZero();
        assertThat(third.connectionsActive()).isZero();
        assertThat(decoded(third.connectMicros()).getTotalCount()).isZero();
        var there = listenersOf(third).getFirst().endpoints().getFirst();
        assertThat(there.bytesIn()).isEqualTo(1);
        assertThat(there.connectMicros()).isNull();
        assertThat(decoded(requireNonNull(there.durationMillis())).getMaxValue())
                .isBetween(3_000L, 3_001L);
    }

    @Test
    void counts_listeners_endpoints_and_causes_separately() {
        var mail = traffic.hold(new ListenerId("lsr-2"));
        opened(web, NEAR).bytesIn(10);
        opened(web, FAR).bytesOut(20);
        web.enter(NEAR).failed(ConnectFailure.TIMED_OUT);
        web.enter(NEAR).failed(ConnectFailure.TIMED_OUT);
        opened(mail, NEAR).bytesIn(5);
        mail.refused(RefusalCause.ACCESS_LIST);
        mail.refused(RefusalCause.OVER_LIMIT);
        mail.opened();
        mail.closed(DisconnectCause.NO_ENDPOINT);
        var report = report("2026-11-23T00:00:03Z");

        assertThat(report.connectionsOpened()).isEqualTo(4);
        assertThat(report.connectionsActive()).isEqualTo(3);
        assertThat(report.connectionsRefused()).isEqualTo(2);
        assertThat(report.connectionsFailed()).isEqualTo(1);
        assertThat(report.bytesIn()).isEqualTo(15);
        assertThat(report.bytesOut()).isEqualTo(20);
        var first = listenersOf(report).get(0);
        assertThat(first.listenerId()).isEqualTo(new ListenerId("lsr-1"));
        assertThat(first.connectionsActive()).isEqualTo(2);
        assertThat(first.endpoints())
                .extracting(
                        e -> e.endpointId().text(),
                        e -> e.endpointGroupRegion(),
                        e -> e.connectionsOpened(),
                        e -> e.bytesIn(),
                        e -> e.bytesOut(),
                        e -> e.attemptsFailed())
                .containsExactlyInAnyOrder(
                        tuple(
                                "ep-1",
                                "us-west-1",
                                1L,
                                10L,
                                0L,
                                List.of(new CauseCount("TIMED_OUT", 2))),
                        tuple("ep-2", "us-west-1", 1L, 0L, 20L, List.of()));
        var second = listenersOf(report).get(1);
        assertThat(second.refused())
                .containsExactlyInAnyOrder(
                        new CauseCount("ACCESS_LIST", 1), new CauseCount("OVER_LIMIT", 1));
        assertThat(second.ended()).containsExactly(new CauseCount("NO_ENDPOINT", 1));
        assertThat(second.endpoints().getFirst().bytesIn()).isEqualTo(5);
    }

    @Test
    void measurements_count_only_the_increase_since_the_previous_one() throws DataFormatException {
        var connection = opened(web, NEAR);
        var early = new TcpMeasurement(40_000, 700, 2, 0, 100, 0);
        var late = new TcpMeasurement(50_000, 900, 3, 0, 250, 0);
        connection.measuredEndpoint(null, early);
        connection.measuredEndpoint(early, late);
        connection.measuredClient(null, new TcpMeasurement(9_000, 100, 0, 0, -1, -1));
        var there = listenersOf(report("2026-11-23T00:00:03Z")).getFirst().endpoints().getFirst();

        var endpoint = requireNonNull(there.endpoint());
        assertThat(endpoint.segmentsSent()).isEqualTo(250);
        assertThat(endpoint.segmentsRetransmitted()).isEqualTo(3);
        assertThat(decoded(endpoint.rttMicros()).getTotalCount()).isEqualTo(2);
        assertThat(decoded(endpoint.jitterMicros()).getMaxValue()).isEqualTo(900);
        var client = requireNonNull(there.client());
        assertThat(client.segmentsSent()).isZero();
        assertThat(decoded(client.rttMicros()).getMaxValue()).isBetween(9_000L, 9_007L);
    }

    @Test
    void an_idle_window_makes_no_report() {
        assertThat(advance("2026-11-23T00:00:03Z")).isNull();
        opened(web, NEAR);
        assertThat(advance("2026-11-23T00:00:04Z")).isNotNull();
        assertThat(advance("2026-11-23T00:00:05Z")).isNull();
        assertThat(advance("2026-11-23T00:00:15Z")).isNull();
    }

    @Test
    void counts_what_takes_longer_than_an_hour_as_an_hour() throws DataFormatException {
        opened(web, NEAR).connected(Long.MAX_VALUE);
        assertThat(decoded(report("2026-11-23T00:00:03Z").connectMicros()).getMaxValue())
                .isGreaterThanOrEqualTo(3_600_000_000L);
    }

    @Test
    void connections_are_counted_by_their_way() {
        var direct = web.enter(NEAR);
        direct.opened(List.of());
        var lanes = web.enter(NEAR);
        lanes.opened(List.of("relay-2", "relay-3"));
        lanes.opened(List.of("relay-2", "relay-3"));
        assertThat(waysOf(report("2026-11-23T00:00:03Z")))
                .containsExactly(
                        new WayCount(List.of("relay-2", "relay-3"), 2), new WayCount(List.of(), 1));
        lanes.opened(List.of("relay-3"));
        assertThat(waysOf(report("2026-11-23T00:00:13Z")))
                .containsExactly(new WayCount(List.of("relay-3"), 1));
    }

    @Test
    void ways_beyond_the_bound_are_counted_in_the_sum_alone() {
        var entered = web.enter(NEAR);
        for (var way = 0; way < 2 * TrafficReport.MOST_WAYS; way++) {
            entered.opened(List.of("relay-" + way));
        }
        var report = report("2026-11-23T00:00:03Z");
        assertThat(waysOf(report)).hasSize(TrafficReport.MOST_WAYS);
        assertThat(listenersOf(report).getFirst().endpoints().getFirst().connectionsOpened())
                .isEqualTo(2 * TrafficReport.MOST_WAYS);
    }

    @Test
    void unused_counters_leave_memory_after_their_last_report() {
        var connection = opened(web, NEAR);
        advance("2026-11-23T00:00:03Z");
        traffic.release(web);
        advance("2026-11-23T00:00:13Z");
        advance("2026-11-23T00:00:23Z");
        assertThat(web.endpoints()).hasSize(1); // still open
        connection.bytesIn(9);
        connection.closed(1);
        web.closed(DisconnectCause.FINISHED);
        assertThat(report("2026-11-23T00:00:33Z").bytesIn()).isEqualTo(9);
        advance("2026-11-23T00:00:43Z");
        advance("2026-11-23T00:00:53Z");
        assertThat(web.endpoints()).isEmpty();
        advance("2026-11-23T00:01:03Z");
        advance("2026-11-23T00:01:13Z");
        assertThat(traffic.listeners()).isEmpty();
        assertThat(window.listeners()).isZero();
    }

    @Test
    void a_forgotten_endpoint_is_counted_again_when_it_is_used_again() {
        var connection = opened(web, NEAR);
        connection.closed(1);
        web.closed(DisconnectCause.FINISHED);
        advance("2026-11-23T00:00:03Z");
        for (var second = 13; second < 60; second += 10) {
            advance("2026-11-23T00:00:" + second + "Z");
        }
        assertThat(web.endpoints()).isEmpty();
        opened(web, NEAR).bytesOut(4);
        var report = report("2026-11-23T00:01:03Z");
        assertThat(report.bytesOut()).isEqualTo(4);
        assertThat(listenersOf(report).getFirst().endpoints().getFirst().bytesOut()).isEqualTo(4);
    }

    private static EndpointCounters opened(
            ListenerCounters listener, EndpointCounters.Key endpoint) {
        listener.opened();
        var entered = listener.enter(endpoint);
        entered.opened(List.of());
        return entered;
    }

    private static EndpointCounters.Key key(String endpoint) {
        return new EndpointCounters.Key(
                new EndpointGroupId("epg-1"), "us-west-1", new EndpointId(endpoint));
    }

    private static List<TrafficReport.ListenerTraffic> listenersOf(TrafficReport report) {
        return requireNonNull(report.listeners());
    }

    private static List<WayCount> waysOf(TrafficReport report) {
        return listenersOf(report).getFirst().endpoints().getFirst().ways();
    }

    private TrafficReport report(String moment) {
        var report = advance(moment);
        return requireNonNull(report);
    }

    private @Nullable TrafficReport advance(String moment) {
        return window.advance(Instant.parse(moment), "relay-1", "cn-hongkong", Instant.EPOCH);
    }

    private static Histogram decoded(String text) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    }
}
