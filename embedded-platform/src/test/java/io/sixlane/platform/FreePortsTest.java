package io.sixlane.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("::1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.1");
    private static final int ASKED = 50;
    private static final int ALL = 9_000;

    @Test
    void a_port_is_handed_out_once_though_nobody_opened_it() {
        var ports = new HashSet<Integer>();
        for (var i = 0; i < ASKED; i++) {
            assertThat(ports.add(FreePorts.next())).isTrue();
        }
        assertThat(ports).allMatch(port -> port >= 21_000 && port < 30_000);
    }

    @Test
    void a_port_that_is_open_at_one_address_or_for_one_protocol_is_left_out() throws IOException {
        var streams = new ArrayList<ServerSocket>();
        var datagrams = new ArrayList<DatagramSocket>();
        try {
            for (var i = 0; i < ASKED; i++) {
                var free = FreePorts.next();
                streams.add(new ServerSocket(FreePorts.next(), 1, ONE));
                datagrams.add(new DatagramSocket(free, OTHER));
            }
            // From the first one again, past those that are open now.
            var handedOut = IntStream.range(0, ALL).map(_ -> FreePorts.next()).boxed().toList();
            assertThat(handedOut)
                    .doesNotContainAnyElementsOf(
                            streams.stream().map(ServerSocket::getLocalPort).toList())
                    .doesNotContainAnyElementsOf(
                            datagrams.stream().map(DatagramSocket::getLocalPort).toList());
        } finally {
            for (var stream : streams) {
                stream.close();
            }
            datagrams.forEach(DatagramSocket::close);
        }
    }
}
