package io.sixlane.relay.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbeSample.Side;
import io.sixlane.relay.health.SelfSigned;
import io.sixlane.relay.tcp.Origin;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measured connections to servers that speak TLS, with a certificate of other.example. */
class TlsProbeTest {
    private static final String GET = "GET / HTTP/1.1\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String GREETING = "PROXY UNKNOWN\r\n";

    /** Handshakes in which a server used its key: those that resumed no earlier session. */
    private static final AtomicInteger WHOLE = new AtomicInteger();

    private static SSLContext server;
    private static TrustManagerFactory trusting;

    private final BlockingQueue<String> names = new LinkedBlockingQueue<>();
    private final TimedConnection connection = new TimedConnection();

    @BeforeAll
    static void makeKeys(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        server = SSLContext.getInstance("TLS");
        server.init(
                new KeyManager[] {counting(SelfSigned.keys(folder, "EC").getKeyManagers()[0])},
                null,
                null);
        trusting = ProbeTls.trusting(SelfSigned.store(folder, "EC"));
    }

    @Test
    void a_handshake_has_its_time_between_connect_and_first_byte() throws IOException {
        try (var origin = new Origin(this::serve)) {
            var sample = measure(origin, new ProbeTls("other.example", trusting), GET);
            assertThat(sample.failure()).isNull();
            assertThat(sample.status()).isEqualTo(200);
            assertThat(
                            List.of(
                                    sample.connectMicros(),
                                    sample.tlsMicros(),
                                    sample.firstByteMicros(),
                                    sample.totalMicros()))
                    .isSorted();
            assertThat(sample.tlsMicros()).isGreaterThan(sample.connectMicros());
            assertThat(names.remove()).isEqualTo("other.example");

            var connected = measure(origin, new ProbeTls("other.example", trusting), "");
            assertThat(connected.totalMicros()).isEqualTo(connected.tlsMicros());
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_fails_unless_it_is_not_verified() throws IOException {
        try (var origin = new Origin(this::serve)) {
            assertThat(measure(origin, new ProbeTls("other.example", ofJava()), GET))
                    .returns(null, ProbeSample::tlsMicros)
                    .returns(null, ProbeSample::totalMicros)
                    .extracting(ProbeSample::failure)
                    .asString()
                    .startsWith("the certificate is not accepted: ");
            assertThat(measure(origin, new ProbeTls("shop.example", trusting), GET).failure())
                    .contains("shop.example");
            assertThat(measure(origin, new ProbeTls("127.0.0.1", trusting), GET).failure())
                    .isEqualTo(
                            "the certificate is not accepted: No subject alternative names"
                                    + " present");
            names.clear();

            var unverified = measure(origin, new ProbeTls("shop.example", null), GET);
            assertThat(unverified.failure()).isNull();
            assertThat(names.remove()).isEqualTo("shop.example");
            assertThat(measure(origin, new ProbeTls("127.0.0.1", null), GET).failure()).isNull();
            assertThat(names.remove()).isEmpty();
        }
    }

    @Test
    void every_connection_makes_a_whole_handshake() throws IOException {
        try (var origin = new Origin(this::serve)) {
            for (var round = 1; round <= 3; round++) {
                var before = WHOLE.get();
                assertThat(measure(origin, new ProbeTls("other.example", trusting), GET).failure())
                        .isNull();
                assertThat(WHOLE.get()).isGreaterThan(before);
            }
        }
    }

    @Test
    void a_greeting_comes_before_the_handshake() throws IOException {
        try (var origin =
                new Origin(
                        socket -> {
                            var first = socket.getInputStream().readNBytes(GREETING.length());
                            assertThat(new String(first, US_ASCII)).isEqualTo(GREETING);
                            return serve(socket);
                        })) {
            var target =
                    new ProbeTarget(
                            origin.address(),
                            GREETING.getBytes(US_ASCII),
                            new ProbeTls("other.example", null),
                            GET.getBytes(US_ASCII));
            assertThat(connection.measure(Side.DIRECT, 1, target).failure()).isNull();
        }
    }

    @Test
    void a_server_without_TLS_and_one_that_drips_a_handshake_fail_in_time() throws IOException {
        try (var plain = Origin.greeting("220 mail is here\r\n")) {
            var sample = measure(plain, new ProbeTls("other.example", null), GET);
            assertThat(sample.failure()).startsWith("no TLS handshake: ");
            assertThat(sample.connectMicros()).isPositive();
            assertThat(sample.tlsMicros()).isNull();
        }
        var headOfRecord = new byte[] {22, 3, 3, 0x3F, 0};
        try (var dripping =
                new Origin(
                        socket -> {
                            socket.getOutputStream().write(headOfRecord);
                            while (true) {
                                socket.getOutputStream().write(2);
                                TimeUnit.MILLISECONDS.sleep(100);
                            }
                        })) {
            var sample =
                    new TimedConnection(1)
                            .measure(
                                    Side.DIRECT,
                                    1,
                                    target(dripping, new ProbeTls("other.example", null), GET));
            assertThat(sample.failure()).isEqualTo("no answer in 1 s");
        }
    }

    private ProbeSample measure(Origin origin, @Nullable ProbeTls tls, String request) {
        return connection.measure(Side.DIRECT, 1, target(origin, tls, request));
    }

    private static ProbeTarget target(Origin origin, @Nullable ProbeTls tls, String request) {
        return new ProbeTarget(origin.address(), new byte[0], tls, request.getBytes(US_ASCII));
    }

    private Object serve(Socket socket) throws IOException {
        var secure = (SSLSocket) server.getSocketFactory().createSocket(socket, null, true);
        secure.startHandshake();
        var session = (ExtendedSSLSession) secure.getSession();
        names.add(
                session.getRequestedServerNames().stream()
                        .findFirst()
                        .map(name -> new String(name.getEncoded(), US_ASCII))
                        .orElse(""));
        secure.getInputStream().readNBytes(GET.length());
        secure.getOutputStream().write(ANSWER.getBytes(US_ASCII));
        return secure.getInputStream().read();
    }

    private static KeyManager counting(KeyManager keys) {
        return (KeyManager)
                Proxy.newProxyInstance(
                        TlsProbeTest.class.getClassLoader(),
                        new Class<?>[] {X509KeyManager.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("getPrivateKey")) {
                                WHOLE.incrementAndGet();
                            }
                            return method.invoke(keys, arguments);
                        });
    }

    private static TrustManagerFactory ofJava() {
        return ProbeTls.trusting(null);
    }
}
