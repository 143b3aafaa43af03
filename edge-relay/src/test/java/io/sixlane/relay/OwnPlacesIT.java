package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.platform.FreePorts;
import io.sixlane.relay.tcp.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay process whose listeners have endpoints in the installation itself. */
@Timeout(60)
class OwnPlacesIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    @Test
    void a_relay_forwards_to_origins_on_its_host_and_not_to_its_own_health_and_meters(
            @TempDir Path folder) throws Exception {
        var http = FreePorts.next();
        var toRelay = FreePorts.next();
        var toOrigin = FreePorts.next();
        try (var origin = Origin.greeting("hello")) {
            LoneRelay.save(
                    folder,
                    accelerator(
                            "ga-1",
                            1,
                            "::1",
                            99,
                            listener("lsr-1", toRelay, http),
                            listener("lsr-2", toOrigin, origin.port())));
            try (var relay = new LoneRelay(folder, http, "auto")) {
                relay.awaitLine("Started RelayApplication");
                relay.awaitLine("listener bound");
                assertThat(firstByte(toOrigin)).isEqualTo('h');
                assertThat(firstByte(toRelay)).isEqualTo(-1);
                relay.awaitLine("127.0.0.1 is an address of this installation");
            }
        }
    }

    /** -1 if the connection ends without one. */
    private static int firstByte(int port) throws IOException {
        try (var client = new Socket(LOOPBACK, port)) {
            client.setSoTimeout(10_000);
            client.getOutputStream()
                    .write("GET /actuator/health HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            return client.getInputStream().read();
        } catch (SocketException _) {
            return -1;
        }
    }
}
