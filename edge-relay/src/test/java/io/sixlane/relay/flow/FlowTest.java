package io.sixlane.relay.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.listener.Fixtures;
import io.sixlane.relay.report.EndpointCounters;
import io.sixlane.relay.report.ListenerCounters;
import io.sixlane.relay.report.MeasurementTicks;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final FlowOwner OWNER = owner(Protocol.TCP);
    private static final InetSocketAddress CLIENT = at("2001:db8::7", 50_123);
    private static final InetSocketAddress ACCELERATED = at("2001:db8:100::1", 80);
    private static final InetSocketAddress ENDPOINT = at("198.51.100.20", 8080);
    private static final InetSocketAddress OUTGOING = at("192.0.2.33", 41_522);
    private static final EndpointCounters.Key KEY =
            new EndpointCounters.Key(
                    new EndpointGroupId("epg-1"), "us-west-1", new EndpointId("ep-1"));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MeasurementTicks ticks = new MeasurementTicks();
    private final ListenerCounters counters =
            new TrafficMeters()
                    .of(new AcceleratorId("ga-1"), "local")
                    .hold(new ListenerId("lsr-1"));

    @Test
    void a_record_maps_the_relays_outgoing_address_to_the_client() {
        var recorder = recorder(1, 10);
        var flow = recorder.begin(OWNER, counters, CLIENT, ACCELERATED);
        flow.opened(connection());
        flow.reached(KEY, new FixedUpstream());
        flow.connected(151_000_000);
        flow.bytesIn(1_000);
        flow.firstByte(302_000_000);
        flow.bytesOut(20_000);
        flow.closed(DisconnectCause.FINISHED);

        var records = records(recorder);
        assertThat(records).hasSize(1);
        var record = records.getFirst();
        assertThat(record)
                .usingRecursiveComparison()
                .ignoringFields("openedAt", "closedAt")
                .isEqualTo(
                        new FlowRecord(
                                HexFormat.of().formatHex(flow.connectionId()),
                                "relay-1",
                                "cn-hongkong",
                                "local",
                                new AcceleratorId("ga-1"),
                                7,
                                new ListenerId("lsr-1"),
                                Protocol.TCP,
                                "2001:db8::7",
                                50_123,
                                "2001:db8:100::1",
                                80,
                                new FlowRecord.Reached(
                                        new EndpointGroupId("epg-1"),
                                        "us-west-1",
                                        new EndpointId("ep-1"),
                                        "198.51.100.20",
                                        8080,
                                        "192.0.2.33",
                                        41_522,
                                        List.of()),
                                record.openedAt(),
                                record.closedAt(),
                                151_000L,
                                302_000L,
                                1_000,
                                20_000,
                                "FINISHED"));
        assertThat(record.closedAt()).isAfterOrEqualTo(record.openedAt());
    }

    @Test
    void one_that_reached_no_endpoint_is_recorded_too() {
        var recorder = recorder(1, 10);
        var flow = recorder.begin(OWNER, counters, CLIENT, ACCELERATED);
        flow.opened(connection());
        flow.closed(DisconnectCause.NO_ENDPOINT);

        var record = records(recorder).getFirst();
        assertThat(record.reached()).isNull();
        assertThat(record.connectMicros()).isNull();
        assertThat(record.closeCause()).isEqualTo("NO_ENDPOINT");
    }

    @Test
    void a_long_one_is_measured_in_each_window_it_moves_bytes_in_and_recorded_once_while_open() {
        var recorder = recorder(1, 10);
        var connection = connection();
        var flow = recorder.begin(OWNER, counters, CLIENT, ACCELERATED);
        flow.opened(connection);
        flow.reached(KEY, new FixedUpstream());
        flow.bytesIn(1);
        flow.bytesIn(2);
        assertThat(connection.measured).isZero();
        ticks.next();
        flow.bytesIn(4);
        flow.bytesOut(8);
        ticks.next();
        ticks.next();
        flow.bytesOut(16);
        flow.closed(DisconnectCause.CLIENT_RESET);

        assertThat(connection.measured).isEqualTo(2);
        var records = records(recorder);
        assertThat(records)
                .extracting(FlowRecord::bytesIn, FlowRecord::bytesOut, FlowRecord::closeCause)
                .containsExactly(tuple(7L, 0L, null), tuple(7L, 24L, "CLIENT_RESET"));
        assertThat(records.getFirst().closedAt()).isNull();
        assertThat(records.get(1).connectionId()).isEqualTo(records.getFirst().connectionId());
    }

    @Test
    void a_datagram_session_has_no_connect_time() {
        var recorder = recorder(1, 10);
        var flow = recorder.begin(owner(Protocol.UDP), counters, CLIENT, ACCELERATED);
        flow.opened(connection());
        flow.reached(KEY, new FixedUpstream());
        flow.connected(20_000);
        flow.firstByte(80_000_000);
        flow.closed(DisconnectCause.IDLE);

        var record = records(recorder).getFirst();
        assertThat(record.connectMicros()).isNull();
        assertThat(record.firstByteMicros()).isEqualTo(80_000);
        assertThat(requireNonNull(record.reached()).outgoingPort()).isEqualTo(41_522);
    }

    @Test
    void flows_beyond_the_queue_are_counted_and_no_caller_waits() {
        var recorder = recorder(1, 2);
        for (var i = 0; i < 5; i++) {
            run(recorder);
        }
        assertThat(records(recorder)).hasSize(2);
        assertThat(registry.counter(FlowMeters.DROPPED, "cause", "queue_full").count())
                .isEqualTo(3);
        run(recorder);
        assertThat(records(recorder)).hasSize(1);
    }

    /** Each address costs a system call of a connection that may have no more than fifteen. */
    @Test
    void addresses_are_asked_for_only_where_a_record_has_room() {
        var recorder = recorder(1, 1);
        run(recorder);
        var upstream = new FixedUpstream();

        var brief = recorder.begin(OWNER, counters, CLIENT, ACCELERATED);
        brief.opened(connection());
        brief.reached(KEY, upstream);
        brief.bytesIn(1);
        brief.closed(DisconnectCause.FINISHED);
        assertThat(upstream.asked).isZero();
        assertThat(registry.counter(FlowMeters.DROPPED, "cause", "queue_full").count())
                .isEqualTo(1);

        var lasting = recorder.begin(OWNER, counters, CLIENT, ACCELERATED);
        lasting.opened(connection());
        lasting.reached(KEY, upstream);
        assertThat(records(recorder)).hasSize(1);
        ticks.next();
        lasting.bytesIn(1);
        lasting.bytesIn(1);
        assertThat(upstream.asked).isEqualTo(1);
        var record = records(recorder).getFirst();
        assertThat(requireNonNull(record.reached()).outgoingPort()).isEqualTo(41_522);
    }

    @Test
    void sampling_chooses_connections_and_counts_all() {
        var none = recorder(0, 1_000);
        var some = recorder(0.5, 1_000);
        for (var i = 0; i < 400; i++) {
            run(none);
            run(some);
        }
        assertThat(records(none)).isEmpty();
        // Binomial: 13 standard deviations around 200.
        assertThat(records(some)).hasSizeBetween(70, 330);
        assertThat(registry.counter("sixlane.relay.disconnects", "cause", "finished").count())
                .isEqualTo(800);
    }

    @Test
    void sampling_is_a_share() {
        assertThatThrownBy(() -> new FlowProperties(1.5, true, 1_000, 1))
                .hasMessageContaining("0 to 1, was 1.5");
        assertThatThrownBy(() -> new FlowProperties(Double.NaN, true, 1_000, 1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new FlowProperties(1, true, 1_000, 0))
                .hasMessageContaining("at least 1");
    }

    @Test
    void each_tick_sends_its_share_of_a_second_and_at_least_one() {
        var turn = Duration.ofMillis(100);
        assertThat(new FlowProperties(1, true, 1_000, 1).mostIn(turn)).isEqualTo(100);
        assertThat(new FlowProperties(1, true, 3, 1).mostIn(turn)).isEqualTo(1);
        assertThatThrownBy(() -> new FlowProperties(1, true, 0, 1))
                .hasMessageContaining("most-per-second must be at least 1");
    }

    private void run(FlowRecorder recorder) {
        var flow = recorder.begin(OWNER, counters, CLIENT, ACCELERATED);
        flow.opened(connection());
        flow.closed(DisconnectCause.FINISHED);
    }

    private FlowRecorder recorder(double sampling, int queue) {
        return new FlowRecorder(
                Fixtures.properties("::1/128", Path.of("unused"), Fixtures.NO_KAFKA),
                new FlowProperties(sampling, true, 1_000, queue),
                new RelayMeters(registry),
                ticks,
                registry);
    }

    private static List<FlowRecord> records(FlowRecorder recorder) {
        var records = new ArrayList<FlowRecord>();
        for (var next = recorder.queue().poll(); next != null; next = recorder.queue().poll()) {
            records.add(next.get());
        }
        return records;
    }

    private static FlowOwner owner(Protocol protocol) {
        return new FlowOwner(
                "local", new AcceleratorId("ga-1"), 7, new ListenerId("lsr-1"), protocol);
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static Connection connection() {
        return new Connection();
    }

    private static final class Connection implements Route.OpenConnection {
        private int measured;

        @Override
        public void reset(DisconnectCause cause) {}

        @Override
        public void measure(Route.MeasurementObserver observer) {
            measured++;
        }
    }

    private static final class FixedUpstream implements Route.Upstream {
        private int asked;

        @Override
        public InetSocketAddress outgoing() {
            asked++;
            return OUTGOING;
        }

        @Override
        public InetSocketAddress endpoint() {
            return ENDPOINT;
        }
    }
}
