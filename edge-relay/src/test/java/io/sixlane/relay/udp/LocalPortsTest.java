package io.sixlane.relay.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.relay.forward.NoPortException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalPortsTest {
    private static final InetSocketAddress ONE = endpoint(1);
    private static final InetSocketAddress TWO = endpoint(2);
    private static final int FIRST = 40_000;

    private final AtomicLong nanos = new AtomicLong();
    private final LocalPorts ports = new LocalPorts(100, nanos::get);

    /** The ports of the host and the endpoints that each is connected to. */
    private final Map<Integer, Set<InetSocketAddress>> host = new HashMap<>();

    private int size = 3;
    private int searches;

    @Test
    void each_endpoint_is_reached_from_each_port_once() throws IOException {
        for (var endpoint : new InetSocketAddress[] {ONE, ONE, ONE, TWO, TWO, TWO}) {
            connect(endpoint);
        }
        assertThat(host).hasSize(3).allSatisfy((_, to) -> assertThat(to).containsOnly(ONE, TWO));
        assertThatThrownBy(() -> connect(ONE)).isInstanceOf(NoPortException.class);
        close(ONE, FIRST + 1);
        assertThat(connect(ONE)).isEqualTo(FIRST + 1);
    }

    @Test
    void a_port_is_shared_only_while_this_relay_has_it() throws IOException {
        size = 1;
        connect(ONE);
        connect(TWO);
        close(ONE, FIRST);
        close(TWO, FIRST);
        host.put(FIRST, new HashSet<>(Set.of(ONE))); // another process takes it
        nanos.addAndGet(1_000_000_000);
        assertThatThrownBy(() -> connect(TWO)).isInstanceOf(NoPortException.class);
    }

    @Test
    void the_host_is_not_searched_again_at_once() throws IOException {
        size = 1;
        connect(ONE);
        connect(TWO);
        connect(endpoint(3));
        assertThat(searches).isEqualTo(2);
        nanos.addAndGet(1_000_000_000);
        size = 2;
        assertThat(connect(endpoint(4))).isEqualTo(FIRST + 1);
    }

    @Test
    void some_ports_are_left_to_others() throws IOException {
        var few = new LocalPorts(2, nanos::get);
        for (var i = 1; i <= 3; i++) {
            few.connect(endpoint(i), port -> connected(endpoint(9), port));
        }
        assertThat(host).hasSize(2);
    }

    private int connect(InetSocketAddress endpoint) throws IOException {
        return ports.connect(endpoint, port -> connected(endpoint, port)).getPort();
    }

    private void close(InetSocketAddress endpoint, int port) {
        ports.close(
                endpoint,
                port,
                () -> {
                    var bound = Objects.requireNonNull(host.get(port));
                    bound.remove(endpoint);
                    if (bound.isEmpty()) {
                        host.remove(port);
                    }
                });
    }

    private InetSocketAddress connected(InetSocketAddress endpoint, int port)
            throws NoPortException {
        if (port != 0) {
            Objects.requireNonNull(host.get(port)).add(endpoint);
            return endpoint(port, port);
        }
        searches++;
        for (var free = FIRST; free < FIRST + size; free++) {
            if (!host.containsKey(free)) {
                host.put(free, new HashSet<>(Set.of(endpoint)));
                return endpoint(free, free);
            }
        }
        throw new NoPortException();
    }

    private static InetSocketAddress endpoint(int last) {
        return endpoint(last, 53);
    }

    private static InetSocketAddress endpoint(int last, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + last % 256), port);
    }
}
