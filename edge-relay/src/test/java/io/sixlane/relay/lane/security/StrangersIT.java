package io.sixlane.relay.lane.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.relay.lane.security.LaneRefusedException.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients over real sockets that reach the lane port and are no relays of the fleet. */
@SuppressWarnings("NullAway.Init")
class StrangersIT {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir private Path folder;

    private LaneSecurity security;
    private LaneFiles files;
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws Exception {
        var fleet = new FleetFixture(folder);
        var name = new RelayName("us-west-1", "us-1");
        files = fleet.issue(name.region(), name.id());
        security = FleetFixture.relay(name, files, LaneEncryption.TLS);
        listener =
                ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void a_client_without_a_certificate_is_refused_with_an_alert() throws Exception {
        var refusal = accepted();
        try (var client = tls("TLSv1.3", LaneCredentials.PROTOCOL)) {
            client.startHandshake();
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("certificate_required");
        }
        assertThat(cause(refusal)).isEqualTo(Cause.CERTIFICATE);
    }

    @Test
    void a_client_of_tls_1_2_is_refused() throws Exception {
        var refusal = accepted();
        try (var client = tls("TLSv1.2", LaneCredentials.PROTOCOL)) {
            assertThatThrownBy(client::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol_version");
        }
        assertThat(cause(refusal)).isEqualTo(Cause.NOT_TLS);
    }

    @Test
    void a_client_of_another_protocol_is_refused() throws Exception {
        var refusal = accepted();
        try (var client = tls("TLSv1.3", "h2")) {
            assertThatThrownBy(client::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
        assertThat(cause(refusal)).isEqualTo(Cause.NOT_TLS);
    }

    @Test
    void a_client_without_tls_is_refused() throws Exception {
        var refusal = accepted();
        try (var client = new Socket(listener.socket().getInetAddress(), port())) {
            client.getOutputStream().write("PROXY TCP4 192.0.2.1".getBytes(US_ASCII));
            assertThat(cause(refusal)).isEqualTo(Cause.NOT_TLS);
        }
    }

    /** Why the machine refuses the next connection, which is closed then. */
    private CompletableFuture<LaneRefusedException> accepted() {
        var refusal = new CompletableFuture<LaneRefusedException>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (var socket = listener.accept()) {
                                serve(socket, refusal);
                            } catch (IOException | RuntimeException e) {
                                refusal.completeExceptionally(e);
                            }
                        });
        return refusal;
    }

    private void serve(SocketChannel socket, CompletableFuture<LaneRefusedException> refusal)
            throws IOException {
        LaneCrypto lane = null;
        try {
            lane = security.accepting(HERE).orElseThrow();
            while (lane.wanted() > 0) {
                var bytes = ByteBuffer.allocate(lane.wanted());
                if (socket.read(bytes) < 0) {
                    throw new IOException("the client closed first");
                }
                lane.received(bytes.flip());
                socket.write(lane.toSend());
            }
            throw new IOException("a stranger has a lane");
        } catch (LaneRefusedException e) {
            if (lane != null) {
                socket.write(lane.toSend());
            }
            refusal.complete(e);
        }
    }

    private static Cause cause(CompletableFuture<LaneRefusedException> refusal)
            throws ExecutionException, InterruptedException, TimeoutException {
        return refusal.get(10, TimeUnit.SECONDS).reason();
    }

    /** It trusts the fleet and has no certificate. */
    private SSLSocket tls(String version, String protocol) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("fleet", PemFiles.read(files).authorities().getFirst());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var context = SSLContext.getInstance(version);
        context.init(null, trust.getTrustManagers(), null);
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(listener.socket().getInetAddress(), port());
        socket.setSoTimeout(10_000);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private int port() {
        return listener.socket().getLocalPort();
    }
}
