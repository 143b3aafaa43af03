package io.sixlane.relay.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTableTest {
    private static final long SEED = 20_261_123L;

    @Test
    void every_part_of_the_address_counts() {
        var table = new SessionTable<String>(SEED);
        var keys =
                List.of(
                        key("2001:db8::1", 1, "::1", 53),
                        key("2001:db8::2", 1, "::1", 53),
                        key("2001:db9::1", 1, "::1", 53),
                        key("2001:db8::1", 2, "::1", 53),
                        key("2001:db8::1", 1, "::2", 53),
                        key("2001:db8::1", 1, "1::1", 53),
                        key("2001:db8::1", 1, "::1", 54),
                        key("192.0.2.1", 1, "192.0.2.2", 53));
        for (var i = 0; i < keys.size(); i++) {
            assertThat(table.get(keys.get(i))).isNull();
            table.put(keys.get(i), "session " + i);
        }
        for (var i = 0; i < keys.size(); i++) {
            assertThat(table.get(keys.get(i))).isEqualTo("session " + i);
        }
        assertThat(table.all()).hasSize(8);
    }

    @Test
    void ports_have_sixteen_bits() {
        var table = new SessionTable<String>(SEED);
        table.put(key("::1", 65_535, "::1", 65_499), "high");
        assertThat(table.get(key("::1", 65_535, "::1", 65_499))).isEqualTo("high");
        assertThat(table.get(key("::1", 65_534, "::1", 65_499))).isNull();
    }

    @Test
    void a_session_is_removed_by_itself_alone() {
        var table = new SessionTable<String>(SEED);
        var key = key("::1", 1, "::1", 53);
        table.put(key, "one");
        table.remove(key, "other");
        assertThat(table.get(key)).isEqualTo("one");
        assertThatThrownBy(() -> table.put(key, "two")).isInstanceOf(IllegalStateException.class);
        table.remove(key, "one");
        assertThat(table.get(key)).isNull();
        assertThat(table.size()).isZero();
    }

    /** Model: what a HashMap would hold. Few keys, so that probes run into each other. */
    @Test
    void holds_what_a_map_holds_through_any_changes() {
        var random = new Random(SEED);
        var table = new SessionTable<String>(random.nextLong());
        var model = new HashMap<Integer, String>();
        for (var step = 0; step < 200_000; step++) {
            var port = random.nextInt(step < 100_000 ? 3_000 : 300);
            var key = key(port);
            var held = model.get(port);
            if (held == null) {
                var session = "session " + step;
                model.put(port, session);
                table.put(key, session);
            } else {
                model.remove(port);
                table.remove(key, held);
            }
        }
        assertThat(table.size()).isEqualTo(model.size());
        for (var port = 0; port < 3_000; port++) {
            assertThat(table.get(key(port)))
                    .as("port %d, seed %d", port, SEED)
                    .isEqualTo(model.get(port));
        }
        assertThat(Map.copyOf(model).values()).containsExactlyInAnyOrderElementsOf(table.all());
    }

    private static FlowKey key(int port) {
        return new FlowKey().set(0, 1, 0, 1, FlowKey.portsOf(0, port, 53));
    }

    private static FlowKey key(String client, int clientPort, String local, int localPort) {
        return new FlowKey()
                .set(
                        new InetSocketAddress(InetAddress.ofLiteral(client), clientPort),
                        new InetSocketAddress(InetAddress.ofLiteral(local), localPort));
    }
}
