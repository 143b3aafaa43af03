package io.sixlane.relay.tcp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * A forwarding path as a process: {@code native|portable ENDPOINT-PORT}. Says its port, then its
 * log; ends with its input.
 */
final class RelayAlone {
    /** Port 1 of the loopback: nothing listens there. */
    private static final InetSocketAddress NOBODY =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);

    private RelayAlone() {}

    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var endpoint =
                new InetSocketAddress(
                        InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[1]));
        var settings = new TcpSettings(Duration.ofSeconds(5), Duration.ofMinutes(15), 64 << 10, 2);
        try (TcpPath path =
                        arguments[0].equals("native")
                                ? new NativeTcpPath(settings)
                                : new PortableTcpPath(settings);
                var socket =
                        path.bind(
                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 0),
                                (_, _) -> new Fixed(endpoint))) {
            print(System.out, "port " + socket.address().getPort());
            while (System.in.read() >= 0) {
                // until the parent ends
            }
        }
    }

    private static void print(PrintStream out, String line) {
        out.println(line);
        out.flush();
    }

    private record Fixed(InetSocketAddress endpoint) implements Route {
        @Override
        public List<Destination> destinations() {
            // The first two fail: what that needs is loaded before descriptors are scarce.
            return List.of(
                    () -> CompletableFuture.failedFuture(new UnknownHostException("none")),
                    () -> CompletableFuture.completedFuture(NOBODY),
                    () -> CompletableFuture.completedFuture(endpoint));
        }

        @Override
        public void opened(OpenConnection connection) {}

        @Override
        public void connected(long nanos) {}

        @Override
        public void firstByte(long nanos) {}

        @Override
        public void bytesIn(int count) {}

        @Override
        public void bytesOut(int count) {}

        @Override
        public void closed(DisconnectCause cause) {}
    }
}
