package io.sixlane.relay.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.endpoint.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTPS checks of real TLS servers. */
class TlsChecksIT {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final String NO_NAME = "none";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private static Path folder;

    private final EndpointWatches watches =
            new EndpointWatches(
                    new EndpointResolver(() -> EndpointPolicy.allowing("127.0.0.0/8")),
                    InstantSource.system(),
                    () -> 0);
    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<String> names = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        watches.close();
        var _ = loops.shutdownGracefully();
    }

    @ParameterizedTest
    @CsvSource({
        "backend, backend",
        "my_app.test, my_app.test",
        "web.test:9443, web.test",
        "web.test., web.test",
        "web.test.:443, web.test",
        "WEB.test, web.test",
        "127.0.0.1, none",
        "127.0.0.1:9443, none",
        "[::1]:9443, none",
        "::1, none",
        ", none"
    })
    void the_handshake_names_the_host_without_port_and_final_dot(@Nullable String host, String name)
            throws Exception {
        // A server of Java refuses a name with an underscore.
        var port = serve(server(SslProvider.OPENSSL, "TLSv1.3", null));
        assertThat(checked(port, host).state()).isEqualTo(State.HEALTHY);
        assertThat(names).first().isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"web.test:9443, web.test", "backend, backend", "127.0.0.1, none"})
    void the_handshake_of_java_names_the_host_alike(String host, String name) throws Exception {
        var port = serve(server(SslProvider.JDK, "TLSv1.2", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"));
        assertThat(checked(port, host).state()).isEqualTo(State.HEALTHY);
        assertThat(names).last().isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSSL, TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256",
        "OPENSSL, TLSv1.2, TLS_RSA_WITH_AES_256_GCM_SHA384",
        "OPENSSL, TLSv1.2, TLS_RSA_WITH_AES_128_CBC_SHA",
        "OPENSSL, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "OPENSSL, TLSv1, TLS_RSA_WITH_AES_256_CBC_SHA",
        "OPENSSL, TLSv1.1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "JDK, TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "JDK, TLSv1.3, TLS_CHACHA20_POLY1305_SHA256"
    })
    void a_server_of_one_cipher_suite_is_checked(SslProvider provider, String version, String suite)
            throws Exception {
        assertThat(OpenSsl.isAvailable()).isTrue();
        var port = serve(server(provider, version, suite));
        var verdict = checked(port, null);
        assertThat(verdict.state()).as(verdict.reason()).isEqualTo(State.HEALTHY);
    }

    @Test
    void a_server_without_tls_is_unhealthy() throws Exception {
        try (var server = new RawServer("HTTP/1.1 200 OK\r\n\r\n")) {
            var verdict = checked(server.port(), null);
            assertThat(verdict.state()).isEqualTo(State.UNHEALTHY);
            assertThat(verdict.reason()).isNotBlank();
        }
    }

    private Verdict checked(int port, @Nullable String host) {
        var check = new HealthCheck(HealthCheck.Protocol.HTTPS, null, 1, 5_000, 2, "/", host, null);
        try (var watch =
                watches.watch(new WatchedEndpoint("127.0.0.1", port, check, Greeting.NONE))) {
            return await().until(
                            () -> watch.condition().verdict(),
                            verdict -> verdict.state() != State.UNKNOWN);
        }
    }

    private SslContext server(SslProvider provider, String version, @Nullable String suite)
            throws Exception {
        var builder =
                SslContextBuilder.forServer(SelfSigned.keys(folder, "RSA"))
                        .sslProvider(provider)
                        .protocols(version);
        return (suite == null ? builder : builder.ciphers(List.of(suite))).build();
    }

    /** Answers every request with 200 and remembers the names of handshakes. */
    private int serve(SslContext tls) throws InterruptedException {
        return ((InetSocketAddress)
                        new ServerBootstrap()
                                .group(loops)
                                .channel(NioServerSocketChannel.class)
                                .childHandler(
                                        new ChannelInitializer<SocketChannel>() {
                                            @Override
                                            protected void initChannel(SocketChannel channel) {
                                                channel.pipeline()
                                                        .addLast(
                                                                new SniHandler(
                                                                        name -> tlsOf(tls, name)),
                                                                new Answering());
                                            }
                                        })
                                .bind(new InetSocketAddress(HERE, 0))
                                .sync()
                                .channel()
                                .localAddress())
                .getPort();
    }

    private SslContext tlsOf(SslContext tls, @Nullable String name) {
        names.add(name == null ? NO_NAME : name);
        return tls;
    }

    private static final class Answering extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            var _ =
                    context.writeAndFlush(
                            Unpooled.copiedBuffer(
                                    "HTTP/1.1 200 OK\r\n\r\n", StandardCharsets.US_ASCII));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
