package io.sixlane.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.identity.ApiTokenText;
import io.sixlane.testsupport.WireAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import reactor.netty.http.server.HttpServer;

/** The gateway with certificate files. */
class GatewayTlsIT {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    GatewayTlsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void another_certificate_is_served_as_soon_as_its_files_are_there() throws Exception {
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        var first = make("first", certificate, key);
        try (var gateway =
                SpringApplication.run(
                        GatewayApplication.class,
                        "--server.port=0",
                        "--SIXLANE_GATEWAY_TLS=FILES",
                        "--SIXLANE_GATEWAY_TLS_CERTIFICATE=" + certificate,
                        "--SIXLANE_GATEWAY_TLS_KEY=" + key,
                        "--spring.ssl.bundle.watch.file.quiet-period=100ms")) {
            var port =
                    gateway.getEnvironment()
                            .getRequiredProperty("local.server.port", Integer.class);
            assertThat(served(port)).isEqualTo(first);
            assertThat(answer(port)).startsWith("HTTP/1.1 401");

            var second = make("second", certificate, key);
            assertThat(second).isNotEqualTo(first);
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(served(port)).isEqualTo(second));
        }
    }

    /** A client that names another one itself is still counted, and noted, as what it is. */
    @Test
    void behind_a_proxy_the_client_is_the_one_that_the_proxy_appends() throws Exception {
        var asked = new AtomicReference<String>();
        var identity =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle(
                                (request, response) -> {
                                    asked.set(request.uri());
                                    return response.status(401).send();
                                })
                        .bindNow();
        try (var gateway =
                        SpringApplication.run(
                                GatewayApplication.class,
                                "--server.port=0",
                                "--SIXLANE_GATEWAY_TLS=PROXY",
                                "--sixlane.gateway.identity-url=http://127.0.0.1:"
                                        + identity.port());
                var socket =
                        new Socket(
                                InetAddress.ofLiteral("127.0.0.1"),
                                gateway.getEnvironment()
                                        .getRequiredProperty("local.server.port", Integer.class))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            """
                            GET /v1/regions HTTP/1.1\r
                            Host: sixlane.example\r
                            Authorization: Bearer %s\r
                            X-Forwarded-For: 127.0.0.1, 2001:db8::7\r
                            \r
                            """
                                    .formatted(ApiTokenText.make(new SecureRandom()))
                                    .getBytes(US_ASCII));
            assertThat(WireAnswer.read(socket.getInputStream()).status()).isEqualTo(401);
            assertThat(URI.create(asked.get()).getQuery())
                    .isEqualTo("clientAddress=2001:db8:0:0:0:0:0:7");
        } finally {
            identity.disposeNow();
        }
    }

    /** A key pair of the JDK's keytool, as PEM files that appear whole. */
    private Certificate make(String name, Path certificate, Path key) throws Exception {
        var store = folder.resolve(name + ".p12");
        var tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start();
        assertThat(tool.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        write(key, "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
        write(certificate, "CERTIFICATE", keys.getCertificate(name).getEncoded());
        return keys.getCertificate(name);
    }

    private void write(Path file, String label, byte[] content) throws IOException {
        var text =
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(content));
        var whole = Files.writeString(folder.resolve("whole"), text);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Certificate served(int port) throws Exception {
        try (var socket = connect(port)) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String answer(int port) throws Exception {
        try (var socket = connect(port)) {
            socket.getOutputStream()
                    .write(
                            "GET /v1/regions HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"
                                    .getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    /** The test looks at the certificate itself. */
    private static SSLSocket connect(int port) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
