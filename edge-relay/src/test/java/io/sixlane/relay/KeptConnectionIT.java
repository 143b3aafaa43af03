package io.sixlane.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.platform.FreePorts;
import io.sixlane.testsupport.WireAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relay's own HTTP server answers the request after pipelined ones, one of which was refused at
 * once. A prober that keeps its connection would hang otherwise.
 */
class KeptConnectionIT {
    private static final String METERS = "/actuator/prometheus";
    private static final String LIVENESS = "/actuator/health/liveness";

    @Test
    void a_request_after_pipelined_ones_is_answered(@TempDir Path folder) throws Exception {
        var port = FreePorts.next();
        LoneRelay.save(folder);
        try (var relay = new LoneRelay(folder, port, "portable")) {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> isLive(port));
            for (var round = 0; round < 10; round++) {
                try (var socket = connect(port)) {
                    send(socket, METERS, "/nothing", LIVENESS);
                    assertThat(answer(socket).status()).isEqualTo(200);
                    var refused = answer(socket);
                    assertThat(refused.status()).isEqualTo(404);
                    assertThat(refused.header("content-type"))
                            .isEqualTo("application/problem+json");
                    assertThat(answer(socket).body()).contains("UP");
                    send(socket, "/nothing");
                    assertThat(answer(socket).status()).isEqualTo(404);
                    send(socket, LIVENESS);
                    assertThat(answer(socket).body()).as("round %s", round).contains("UP");
                }
            }
            assertThat(relay.pid()).isPositive();
        }
    }

    private static boolean isLive(int port) throws IOException {
        try (var socket = connect(port)) {
            send(socket, LIVENESS);
            return answer(socket).status() == 200;
        }
    }

    private static void send(Socket socket, String... paths) throws IOException {
        var requests = new StringBuilder();
        for (var path : paths) {
            requests.append("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
        }
        socket.getOutputStream().write(requests.toString().getBytes(ISO_8859_1));
    }

    private static WireAnswer answer(Socket socket) throws IOException {
        return WireAnswer.read(socket.getInputStream());
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(5_000);
        return socket;
    }
}
