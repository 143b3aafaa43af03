package io.sixlane.relay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopGuardTest {
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("2001:db8::1");
    private static final InetSocketAddress ENDPOINT = local(9);

    private long nowNanos;
    private final LoopGuard guard =
            new LoopGuard(new HostAddresses(System::nanoTime), 100, () -> nowNanos);
    private final AtomicInteger ofListener = new AtomicInteger();
    private final ArrayList<LoopGuard.Hop> hops = new ArrayList<>();

    @Test
    void ends_a_loop_whose_next_hop_arrives_after_the_outgoing_socket_is_known() {
        assertThat(
                        hopsUntilRefused(
                                (from, to) -> {
                                    var hop =
                                            guard.arrived(
                                                    Protocol.TCP,
                                                    local(from),
                                                    ENDPOINT,
                                                    ofListener);
                                    return hop != null
                                            && hop.leaves(Protocol.TCP, local(to), ENDPOINT);
                                }))
                .isEqualTo(LoopGuard.MOST_HOPS);
    }

    @Test
    void ends_a_loop_whose_next_hop_arrives_before_the_outgoing_socket_is_known() {
        hops.add(arrived(Protocol.TCP, 1));
        assertThat(
                        hopsUntilRefused(
                                (from, to) -> {
                                    var next = arrived(Protocol.TCP, to);
                                    var goesOn =
                                            hops.getLast()
                                                    .leaves(Protocol.TCP, local(to), ENDPOINT);
                                    hops.add(next);
                                    return goesOn;
                                }))
                .isEqualTo(LoopGuard.MOST_HOPS);
    }

    @Test
    void the_same_port_of_another_protocol_is_another_socket() {
        for (var i = 1; i < 50; i++) {
            var protocol = i % 2 == 0 ? Protocol.TCP : Protocol.UDP;
            var hop = arrived(protocol, i);
            assertThat(hop.leaves(protocol, local(i + 1), ENDPOINT)).isTrue();
        }
    }

    @Test
    void clients_elsewhere_are_not_counted_and_those_of_this_host_are() {
        var elsewhere = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 7);
        for (var i = 0; i < 1_000; i++) {
            assertThat(guard.arrived(Protocol.TCP, elsewhere, ENDPOINT, ofListener)).isNotNull();
        }
        for (var i = 0; i < 100; i++) {
            hops.add(arrived(Protocol.TCP, 10_000 + i));
        }
        assertThat(guard.arrived(Protocol.TCP, local(1), ENDPOINT, ofListener)).isNull();
        hops.getFirst().ended();
        assertThat(guard.arrived(Protocol.TCP, local(1), ENDPOINT, ofListener)).isNotNull();
    }

    @Test
    void ends_a_loop_whose_hops_close_before_the_next_one_arrives() {
        assertThat(
                        hopsUntilRefused(
                                (from, to) -> {
                                    var hop =
                                            guard.arrived(
                                                    Protocol.TCP,
                                                    local(from),
                                                    ENDPOINT,
                                                    ofListener);
                                    if (hop == null) {
                                        return false;
                                    }
                                    var goesOn = hop.leaves(Protocol.TCP, local(to), ENDPOINT);
                                    hop.ended();
                                    return goesOn;
                                }))
                .isEqualTo(LoopGuard.MOST_HOPS);
    }

    @Test
    void a_client_with_the_port_of_a_socket_to_another_endpoint_is_no_next_hop() {
        for (var i = 1; i < 50; i++) {
            var hop = arrived(Protocol.TCP, i);
            assertThat(hop.leaves(Protocol.TCP, local(i + 1), local(10_000 + i))).isTrue();
        }
    }

    @Test
    void ends_a_loop_through_a_translator_which_hides_where_it_leads() {
        var translated = new InetSocketAddress(ELSEWHERE, 443);
        assertThat(
                        hopsUntilRefused(
                                (from, to) -> {
                                    var hop =
                                            guard.arrived(
                                                    Protocol.TCP,
                                                    local(from),
                                                    ENDPOINT,
                                                    ofListener);
                                    return hop != null
                                            && hop.leaves(Protocol.TCP, local(to), translated);
                                }))
                .isEqualTo(LoopGuard.MOST_HOPS);
    }

    @Test
    void forgets_what_has_ended_a_second_later() {
        for (var i = 1; i < 20; i++) {
            var hop = arrived(Protocol.UDP, i);
            hop.leaves(Protocol.UDP, local(1_000 + i), ENDPOINT);
            hop.ended();
        }
        assertThat(ofListener).hasValue(0);
        nowNanos += 2_000_000_000;
        arrived(Protocol.UDP, 1).ended();
        assertThat(guard.size()).isZero();
    }

    @Test
    void remembers_a_bounded_number_of_what_has_ended() {
        for (var i = 0; i < 40_000; i++) {
            var hop = arrived(Protocol.UDP, 1 + i % 60_000);
            hop.leaves(Protocol.UDP, new InetSocketAddress(ELSEWHERE, 1 + i), ENDPOINT);
            hop.ended();
        }
        assertThat(guard.size()).isLessThanOrEqualTo(16_384);
    }

    private LoopGuard.Hop arrived(Protocol protocol, int port) {
        return Objects.requireNonNull(guard.arrived(protocol, local(port), ENDPOINT, ofListener));
    }

    private interface Step {
        boolean goesOn(int from, int to);
    }

    private static int hopsUntilRefused(Step step) {
        var hops = 0;
        while (hops < 1_000 && step.goesOn(hops + 1, hops + 2)) {
            hops++;
        }
        return hops;
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("::1"), port);
    }
}
