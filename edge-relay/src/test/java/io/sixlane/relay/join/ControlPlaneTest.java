package io.sixlane.relay.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sixlane.configuration.fleet.JoinAnswer.Departed;
import io.sixlane.configuration.fleet.JoinMessage.Leave;
import io.sixlane.configuration.fleet.JoinToken.Pin;
import io.sixlane.configuration.fleet.JoinToken.PinKind;
import io.sixlane.configuration.fleet.SignedMessage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.FleetFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that a token pins, and others that answer in its place. */
class ControlPlaneTest {
    private static final Leave MESSAGE = new Leave(Instant.EPOCH, "relay-1");

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void asks_the_server_whose_certificate_has_the_pinned_key_and_no_other() throws Exception {
        var files = new FleetFolder(folder, InstantSource.system()).server("127.0.0.1");
        var url = serve(tls(files), "https", signer());
        var pinned = certificate(files).getPublicKey().getEncoded();

        assertThat(new ControlPlane(url, Pin.of(PinKind.TLS, pinned)).ask(MESSAGE, keys()))
                .isEqualTo(new Departed("relay-1"));
        asked.clear();
        assertThatThrownBy(
                        () ->
                                new ControlPlane(url, Pin.of(PinKind.TLS, new byte[] {1}))
                                        .ask(MESSAGE, keys()))
                .isInstanceOf(JoinException.class)
                .hasMessageContaining("not the one that the token names");
        assertThatThrownBy(
                        () ->
                                new ControlPlane(url, Pin.of(PinKind.SIGNER, new byte[] {1}))
                                        .ask(MESSAGE, keys()))
                .as("no public authority certified it")
                .isInstanceOf(JoinException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void believes_answers_that_the_pinned_key_signed() throws Exception {
        var signer = signer();
        var url = serve(plain(), "http", signer);
        var pin = Pin.of(PinKind.SIGNER, signer.getPublic().getEncoded());

        assertThat(new ControlPlane(url, pin).ask(MESSAGE, keys()))
                .isEqualTo(new Departed("relay-1"));
        var impostor = serve(plain(), "http", signer());
        assertThatThrownBy(() -> new ControlPlane(impostor, pin).ask(MESSAGE, keys()))
                .hasMessageContaining("is not the server that the token was made by");
    }

    @Test
    void sends_nothing_without_tls_to_another_machine() {
        assertThatThrownBy(
                        () ->
                                new ControlPlane(
                                        URI.create("http://192.0.2.1"),
                                        Pin.of(PinKind.SIGNER, new byte[] {1})))
                .isInstanceOf(JoinException.class)
                .hasMessageContaining("not encrypted");
    }

    @Test
    void shows_why_the_server_refuses() throws Exception {
        var server = plain();
        server.createContext(
                "/join", exchange -> answer(exchange, 403, "{\"detail\":\"The token expired\"}"));
        var pin = Pin.of(PinKind.SIGNER, new byte[] {1});

        assertThatThrownBy(
                        () -> new ControlPlane(started(server, "http"), pin).ask(MESSAGE, keys()))
                .hasMessageEndingWith("refuses: The token expired");
    }

    private URI serve(HttpServer server, String scheme, KeyPair signer) {
        server.createContext(
                "/join",
                exchange -> {
                    var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    asked.add(text);
                    var signed =
                            SignedMessage.answer(
                                    ConfigurationJson.read(
                                            text.getBytes(UTF_8), SignedMessage.class),
                                    ConfigurationJson.write(new Departed("relay-1")),
                                    signer.getPrivate(),
                                    signer.getPublic().getEncoded());
                    answer(exchange, 200, new String(ConfigurationJson.write(signed), UTF_8));
                });
        return started(server, scheme);
    }

    private URI started(HttpServer server, String scheme) {
        servers.add(server);
        server.start();
        return URI.create("%s://127.0.0.1:%s".formatted(scheme, server.getAddress().getPort()));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static HttpServer plain() throws IOException {
        return HttpServer.create(loopback(), 0);
    }

    private static HttpServer tls(CertificateFiles files) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var pem = Files.readString(files.key()).replaceAll("-----[^-]+-----", "");
        var key =
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate(files)});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    private static Certificate certificate(CertificateFiles files) throws Exception {
        try (var file = Files.newInputStream(files.certificate())) {
            return CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private static KeyPair signer() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private RelayKeys keys() {
        var files = new RelayFiles(folder.resolve("relay"));
        files.create();
        return RelayKeys.in(files);
    }
}
