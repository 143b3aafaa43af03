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
    private final LoopGuard guard = new LoopGuard(new HostAddresses(System::nanoTime), 100);
    private final AtomicInteger ofListener = new AtomicInteger();
    private final ArrayList<LoopGuard.Hop> hops = new ArrayList<>();

    @Test
    void ends_a_loop_whose_next_hop_arrives_after_the_outgoing_socket_is_known() {
        assertThat(
                        hopsUntilRefused(
                                (from, to) -> {
                                    var hop = guard.arrived(Protocol.TCP, local(from), ofListener);
                                    return hop != null && hop.leaves(Protocol.TCP, local(to));
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
                                    var goesOn = hops.getLast().leaves(Protocol.TCP, local(to));
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
            assertThat(hop.leaves(protocol, local(i + 1))).isTrue();
        }
    }

    @Test
    void clients_elsewhere_are_not_counted_and_those_of_this_host_are() {
        var elsewhere = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 7);
        for (var i = 0; i < 1_000; i++) {
            assertThat(guard.arrived(Protocol.TCP, elsewhere, ofListener)).isNotNull();
        }
        for (var i = 0; i < 100; i++) {
            hops.add(arrived(Protocol.TCP, 10_000 + i));
        }
        assertThat(guard.arrived(Protocol.TCP, local(1), ofListener)).isNull();
        hops.getFirst().ended();
        assertThat(guard.arrived(Protocol.TCP, local(1), ofListener)).isNotNull();
    }

    @Test
    void remembers_nothing_of_what_has_ended() {
        for (var i = 1; i < 20; i++) {
            var hop = arrived(Protocol.UDP, i);
            hop.leaves(Protocol.UDP, local(1_000 + i));
            hop.ended();
        }
        assertThat(guard.size()).isZero();
        assertThat(ofListener).hasValue(0);
    }

    private LoopGuard.Hop arrived(Protocol protocol, int port) {
        return Objects.requireNonNull(guard.arrived(protocol, local(port), ofListener));
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
