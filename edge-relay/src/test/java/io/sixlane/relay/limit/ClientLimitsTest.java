package io.sixlane.relay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {
    private static final long SECOND = 1_000_000_000;

    private long now = -3 * SECOND;

    @Test
    void an_ipv6_prefix_is_one_client() {
        assertThat(client("2001:db8:1:2::1", 64)).isEqualTo(client("2001:db8:1:2:ffff::9", 64));
        assertThat(client("2001:db8:1:2::1", 64)).isNotEqualTo(client("2001:db8:1:3::1", 64));
        assertThat(client("2001:db8:1:2::1", 48)).isEqualTo(client("2001:db8:1:3::1", 48));
        assertThat(client("2001:db8:1:2::1", 128)).isNotEqualTo(client("2001:db8:1:2::2", 128));
    }

    @Test
    void an_ipv4_address_is_one_client_also_behind_a_nat64() {
        assertThat(client("192.0.2.1", 48)).isNotEqualTo(client("192.0.2.2", 48));
        assertThat(client("64:ff9b::c000:201", 48)).isEqualTo(client("192.0.2.1", 48));
        assertThat(client("64:ff9b::c000:202", 48)).isNotEqualTo(client("192.0.2.1", 48));
    }

    @Test
    void a_client_has_as_many_connections_as_its_limit_and_others_theirs() {
        var connections = new ClientConnections();
        var one = client("2001:db8::1", 64);
        var other = client("2001:db8:0:1::1", 64);

        assertThat(connections.tryAcquire(one, 2)).isTrue();
        assertThat(connections.tryAcquire(one, 2)).isTrue();
        assertThat(connections.tryAcquire(one, 2)).isFalse();
        assertThat(connections.tryAcquire(other, 2)).isTrue();
        connections.release(one);
        assertThat(connections.tryAcquire(one, 2)).isTrue();
    }

    @Test
    void a_client_without_connections_is_forgotten_also_one_that_was_refused() {
        var connections = new ClientConnections();
        var one = client("2001:db8::1", 64);
        connections.tryAcquire(one, 1);
        connections.tryAcquire(one, 1);

        connections.release(one);

        assertThat(connections.clients()).isZero();
    }

    @Test
    void many_threads_never_exceed_a_clients_limit() {
        var connections = new ClientConnections();
        var one = client("2001:db8::1", 64);
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 5_000; i++) {
                threads.execute(
                        () -> {
                            if (connections.tryAcquire(one, 3)) {
                                most.accumulateAndGet(open.incrementAndGet(), Math::max);
                                open.decrementAndGet();
                                connections.release(one);
                            }
                        });
            }
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(connections.clients()).isZero();
    }

    @Test
    void a_client_opens_a_seconds_worth_at_once_and_then_its_rate() {
        var rates = new ConnectionRates(64, () -> now);
        var one = client("2001:db8::1", 64);

        assertThat(opened(rates, one, 20)).isEqualTo(10);
        now += SECOND / 2;
        assertThat(opened(rates, one, 20)).isEqualTo(5);
        now += 100 * SECOND;
        assertThat(opened(rates, one, 20)).isEqualTo(10);
    }

    @Test
    void clients_and_listeners_have_each_their_own_rate() {
        var rates = new ConnectionRates(64, () -> now);
        var one = client("2001:db8::1", 64);
        var other = client("2001:db8:0:1::1", 64);

        assertThat(opened(rates, one, 20)).isEqualTo(10);

        assertThat(opened(rates, other, 20)).isEqualTo(10);
        assertThat(rates.tryOpen(8, one, 10)).isTrue();
        assertThat(rates.tryOpen(7, one, 10)).isFalse();
    }

    /** 64 places, 10,000 clients: the table cannot grow, and new clients are admitted. */
    @Test
    void a_flood_of_clients_does_not_refuse_one_that_behaves() {
        var rates = new ConnectionRates(64, () -> now);
        for (var i = 0; i < 10_000; i++) {
            var flooding = client(String.format(Locale.ROOT, "2001:db8:0:%x::1", i), 64);
            assertThat(rates.tryOpen(7, flooding, 1)).isTrue();
            now += 1_000;
        }
    }

    private static int opened(ConnectionRates rates, ClientPrefix client, int attempts) {
        var opened = 0;
        for (var i = 0; i < attempts; i++) {
            opened += rates.tryOpen(7, client, 10) ? 1 : 0;
        }
        return opened;
    }

    private static ClientPrefix client(String address, int length) {
        return ClientPrefix.of(InetAddress.ofLiteral(address), length);
    }
}
