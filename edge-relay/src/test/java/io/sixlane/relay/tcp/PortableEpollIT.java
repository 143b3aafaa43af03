package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PortableEpollIT extends TcpPathConformance {
    @Override
    TcpPath path(TcpSettings settings) {
        return new PortableTcpPath(settings, Transport.EPOLL);
    }

    @Test
    void a_wildcard_socket_leaves_ipv4_alone() throws Exception {
        try (var path = path(settings(Duration.ofMinutes(1)));
                var socket =
                        path.bind(
                                new InetSocketAddress(InetAddress.ofLiteral("::"), 0),
                                (_, _) -> null);
                var beside =
                        new ServerSocket(
                                socket.address().getPort(),
                                1,
                                InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(beside.getLocalPort()).isEqualTo(socket.address().getPort());
        }
    }
}
