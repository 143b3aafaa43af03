package io.sixlane.relay.proxyprotocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that others wrote see the client behind the relay. */
@Timeout(60)
class ReceiverIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetSocketAddress IPV6_CLIENT = at("2001:db8::7", 40_000);
    private static final InetSocketAddress IPV6_ADDRESS = at("2001:db8:1::1", 443);
    private static final InetSocketAddress IPV4_CLIENT = at("192.0.2.7", 40_001);
    private static final InetSocketAddress IPV4_ADDRESS = at("198.51.100.1", 443);
    private static final ConnectionTags TAGS =
            new ConnectionTags(new AcceleratorId("ga-1"), 7, "relay-1");

    @Test
    void nginx_sees_the_client(@TempDir Path folder) throws Exception {
        var port = FreePorts.next();
        var configuration =
                Files.writeString(
                        folder.resolve("nginx.conf"),
                        """
                        daemon off;
                        master_process off;
                        pid %1$s/nginx.pid;
                        error_log %1$s/error.log;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path %1$s;
                            proxy_temp_path %1$s;
                            fastcgi_temp_path %1$s;
                            uwsgi_temp_path %1$s;
                            scgi_temp_path %1$s;
                            server {
                                listen 127.0.0.1:%2$s proxy_protocol;
                                return 200 "$proxy_protocol_addr $proxy_protocol_port $proxy_protocol_server_addr $proxy_protocol_server_port";
                            }
                        }
                        """
                                .formatted(folder, port));
        assertSeen(
                folder,
                port,
                "nginx",
                "-p",
                folder.toString(),
                "-e",
                "stderr",
                "-c",
                "" + configuration);
    }

    @Test
    void haproxy_sees_the_client(@TempDir Path folder) throws Exception {
        var port = FreePorts.next();
        var configuration =
                Files.writeString(
                        folder.resolve("haproxy.cfg"),
                        """
                        defaults
                            mode http
                            timeout client 10s
                        frontend all
                            bind 127.0.0.1:%s accept-proxy
                            http-request return status 200 content-type text/plain lf-string "%%[src] %%[src_port] %%[dst] %%[dst_port]"
                        """
                                .formatted(port));
        assertSeen(folder, port, "haproxy", "-db", "-f", "" + configuration);
    }

    private static void assertSeen(Path folder, int port, String... command) throws Exception {
        var binary = installed(command[0]);
        Needs.that(binary.isPresent(), command[0], "install " + command[0]);
        var line = List.of(command).toArray(String[]::new);
        line[0] = binary.orElseThrow().toString();
        var server =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        try {
            await().ignoreExceptions()
                    .failFast("it ended", () -> !server.isAlive())
                    .untilAsserted(() -> new Socket(LOOPBACK, port).close());
            for (var version : List.of(ClientIp.PROXY_V1, ClientIp.PROXY_V2)) {
                assertThat(ask(port, version, IPV6_CLIENT, IPV6_ADDRESS))
                        .as("%s of IPv6", version)
                        .isEqualTo("2001:db8::7 40000 2001:db8:1::1 443");
                assertThat(ask(port, version, IPV4_CLIENT, IPV4_ADDRESS))
                        .as("%s of IPv4", version)
                        .isEqualTo("192.0.2.7 40001 198.51.100.1 443");
                assertThat(ask(port, version, IPV6_CLIENT, IPV4_ADDRESS))
                        .as("%s of both", version)
                        .startsWith("2001:db8::7 40000 ::ffff:")
                        .containsPattern(" ::ffff:(c633:6401|198\\.51\\.100\\.1) 443$");
            }
        } finally {
            server.destroy();
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String ask(
            int port, ClientIp version, InetSocketAddress client, InetSocketAddress accelerated)
            throws IOException {
        try (var socket = new Socket(LOOPBACK, port)) {
            socket.setSoTimeout(5_000);
            var out = socket.getOutputStream();
            out.write(
                    ClientAddressHeader.of(
                            version, Protocol.TCP, client, accelerated, TAGS, () -> new byte[16]));
            out.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200");
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    /** On the path, or where Debian keeps servers. */
    private static Optional<Path> installed(String binary) {
        var folders = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(folders.split(":"))
                .map(folder -> Path.of(folder, binary))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
