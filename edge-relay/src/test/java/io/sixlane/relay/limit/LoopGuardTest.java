package io.sixlane.relay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.address.IpPrefix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopGuardTest {
    private static final InetSocketAddress SERVED = at("::1", 443);
    private static final InetSocketAddress ORIGIN = at("127.0.0.1", 8080);

    private long nowNanos;
    private final LoopGuard guard =
            new LoopGuard(
                    new HostAddresses(() -> List.of(IpPrefix.of("fd00:a::/64")), System::nanoTime),
                    100,
                    () -> nowNanos);
    private final AtomicInteger ofListener = new AtomicInteger();
    private final List<LoopGuard.Hop> hops = new ArrayList<>();

    @Test
    void ends_a_connection_that_comes_back_to_where_it_came_from() {
        assertThat(hopsUntilRefused(Protocol.TCP, SERVED, false)).isEqualTo(LoopGuard.MOST_HOPS);
        assertThat(hopsUntilRefused(Protocol.UDP, SERVED, false)).isEqualTo(LoopGuard.MOST_HOPS);
    }

    @Test
    void ends_a_loop_whose_hops_close_before_the_next_one_arrives() {
        assertThat(hopsUntilRefused(Protocol.TCP, SERVED, true)).isEqualTo(LoopGuard.MOST_HOPS);
    }

    @Test
    void knows_addresses_of_pools_that_no_interface_has() {
        assertThat(hopsUntilRefused(Protocol.TCP, at("fd00:a::7", 80), false))
                .isEqualTo(LoopGuard.MOST_HOPS);
    }

    @Test
    void many_clients_of_a_chain_are_not_taken_for_a_loop() {
        for (var i = 0; i < 40; i++) {
            var first = arrived(Protocol.TCP, at("::1", 80));
            first.aims(Protocol.TCP, SERVED);
            var second = arrived(Protocol.TCP, SERVED);
            second.aims(Protocol.TCP, ORIGIN);
            hops.add(first);
            hops.add(second);
        }
        assertThat(hops).hasSize(80);
    }

    @Test
    void clients_elsewhere_are_not_bounded_and_those_of_this_host_are() {
        for (var i = 0; i < 1_000; i++) {
            assertThat(guard.arrived(Protocol.TCP, at("2001:db8::1", 7), SERVED, ofListener))
                    .isNotNull();
        }
        for (var i = 0; i < 100; i++) {
            hops.add(arrived(Protocol.TCP, SERVED));
        }
        assertThat(guard.arrived(Protocol.TCP, at("::1", 9), SERVED, ofListener)).isNull();
        hops.getFirst().ended();
        assertThat(guard.arrived(Protocol.TCP, at("::1", 9), SERVED, ofListener)).isNotNull();
    }

    @Test
    void forgets_what_has_ended_a_second_later() {
        for (var i = 0; i < 20; i++) {
            var hop = arrived(Protocol.TCP, SERVED);
            hop.aims(Protocol.TCP, ORIGIN);
            hop.ended();
            hop.aims(Protocol.TCP, ORIGIN); // resolved too late
        }
        assertThat(ofListener).hasValue(0);
        nowNanos += 2_000_000_000;
        arrived(Protocol.TCP, SERVED).ended();
        assertThat(guard.size()).isZero();
    }

    @Test
    void remembers_a_bounded_number_of_what_has_ended() {
        for (var i = 0; i < 40_000; i++) {
            var hop = arrived(Protocol.UDP, SERVED);
            hop.aims(Protocol.UDP, ORIGIN);
            hop.ended();
        }
        assertThat(guard.lingering()).isLessThanOrEqualTo(16_384);
    }

    private int hopsUntilRefused(Protocol protocol, InetSocketAddress served, boolean closing) {
        for (var passed = 0; passed < 1_000; passed++) {
            var hop = guard.arrived(protocol, at("::1", 10_000 + passed), served, ofListener);
            if (hop == null) {
                return passed;
            }
            hop.aims(protocol, served);
            if (closing) {
                hop.ended();
            }
        }
        return 1_000;
    }

    private LoopGuard.Hop arrived(Protocol protocol, InetSocketAddress accelerated) {
        return Objects.requireNonNull(
                guard.arrived(protocol, at("::1", 9), accelerated, ofListener));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
