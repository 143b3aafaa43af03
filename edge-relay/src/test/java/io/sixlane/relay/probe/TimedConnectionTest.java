package io.sixlane.relay.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbeSample.Side;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.tcp.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedConnectionTest {
    private static final String GET = "GET / HTTP/1.1\r\n\r\n";

    /** Answers, in which _ is the end of a line; the server closes, or holds the connection. */
    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK_Content-Length: 5__hello, true, 200, ",
        "HTTP/1.1 404 Not Found_content-length:0__, true, 404, ",
        "HTTP/1.1 204 No Content__, true, 204, ",
        "HTTP/1.1 200 OK_Transfer-Encoding: chunked__5_hello_0__, true, 200, ",
        "HTTP/1.0 200 OK__hello, false, 200, ",
        "220 mail is here_, false, , ",
        "HTTP/1.1 200 OK_Content-Length: 9__hello, false, 200, the answer is cut off",
        "HTTP/1.1 200 OK_Transfer-Encoding: chunked__5_hello_, false, 200, the answer is cut off",
        "HTTP/1.1 200 O, false, , the answer is cut off",
        "'', false, , closed without an answer"
    })
    void reads_an_answer_up_to_its_end(String answer, boolean held, Integer status, String failure)
            throws IOException {
        try (var origin =
                new Origin(
                        socket -> {
                            var asked = socket.getInputStream().readNBytes(GET.length());
                            assertThat(new String(asked, US_ASCII)).isEqualTo(GET);
                            socket.getOutputStream()
                                    .write(answer.replace("_", "\r\n").getBytes(US_ASCII));
                            return held ? socket.getInputStream().read() : 0;
                        })) {
            var sample = measure(origin);
            assertThat(sample.failure()).isEqualTo(failure);
            assertThat(sample.status()).isEqualTo(status);
            assertThat(sample.connectMicros()).isPositive();
            if (failure == null) {
                assertThat(sample.firstByteMicros()).isGreaterThanOrEqualTo(sample.connectMicros());
                assertThat(sample.totalMicros()).isGreaterThanOrEqualTo(sample.firstByteMicros());
            } else {
                assertThat(sample.totalMicros()).isNull();
            }
        }
    }

    @Test
    void an_answer_without_end_is_not_read_on() throws IOException {
        try (var origin =
                new Origin(
                        socket -> {
                            while (true) {
                                socket.getOutputStream().write(new byte[8 << 10]);
                            }
                        })) {
            assertThat(measure(origin).failure()).isEqualTo("the answer exceeds 256 KB");
        }
    }

    @Test
    void a_closed_port_is_refused_and_a_connection_alone_has_its_time() throws IOException {
        var closed = FreePorts.next();
        var connection = new TimedConnection();
        var nowhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), closed);
        var refused = connection.measure(Side.DIRECT, 1, target(nowhere, null, ""));
        assertThat(refused.failure()).isEqualTo("connection refused");
        assertThat(refused.connectMicros()).isNull();
        try (var origin = Origin.echo()) {
            var sample =
                    connection.measure(Side.ACCELERATED, 2, target(origin.address(), null, ""));
            assertThat(sample.totalMicros()).isEqualTo(sample.connectMicros()).isPositive();
            assertThat(sample.round()).isEqualTo(2);
        }
    }

    private static ProbeSample measure(Origin origin) {
        return new TimedConnection().measure(Side.DIRECT, 1, target(origin.address(), null, GET));
    }

    private static ProbeTarget target(
            InetSocketAddress address, @Nullable ProbeTls tls, String request) {
        return new ProbeTarget(address, new byte[0], tls, request.getBytes(US_ASCII));
    }
}
