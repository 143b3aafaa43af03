package io.sixlane.relay.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.sixlane.relay.Needs;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class HandOverSocketIT {
    private final BlockingQueue<String> peers = new LinkedBlockingQueue<>();

    @Test
    void only_its_user_may_connect_from_the_first_moment_on(@TempDir Path folder) throws Exception {
        var socket = new HandOverSocket(folder.resolve("relay-1.handover"));
        var loop = Predecessor.newLoop();
        try {
            var server = bind(socket, loop);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.file())))
                    .isEqualTo("rw-------");
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(socket.file());
            }
            try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(socket.file()));
                assertThat(peers.poll(5, TimeUnit.SECONDS)).isEqualTo("same user");
            }
            server.close().sync();
            bind(socket, loop).close().sync(); // over a file left behind
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    /** Although the file's mode would let it in. */
    @Test
    void a_process_of_another_user_is_refused(@TempDir Path folder) throws Exception {
        Needs.that(
                canBeAnother(),
                "the right to become another user",
                "root and util-linux (setpriv)");
        var socket = new HandOverSocket(folder.resolve("relay-1.handover"));
        var loop = Predecessor.newLoop();
        try {
            var server = bind(socket, loop);
            Files.setPosixFilePermissions(
                    socket.file(), PosixFilePermissions.fromString("rw-rw-rw-"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            var source = folder.resolve("Other.java");
            Files.writeString(
                    source,
                    """
                    import java.net.*;
                    import java.nio.channels.*;
                    public class Other {
                        public static void main(String[] path) throws Exception {
                            try (var s = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                                s.connect(UnixDomainSocketAddress.of(path[0]));
                                System.exit(s.read(java.nio.ByteBuffer.allocate(1)) < 0 ? 3 : 4);
                            }
                        }
                    }
                    """);
            var other =
                    new ProcessBuilder(
                                    "setpriv",
                                    "--reuid=65534",
                                    "--clear-groups",
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    source.toString(),
                                    socket.file().toString())
                            .inheritIO()
                            .start();
            assertThat(other.waitFor()).isEqualTo(3);
            assertThat(peers.poll(5, TimeUnit.SECONDS)).contains("another user");
            server.close().sync();
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private static boolean canBeAnother() throws InterruptedException {
        try {
            return new ProcessBuilder("setpriv", "--reuid=65534", "--clear-groups", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private Channel bind(HandOverSocket socket, EventLoopGroup loop) throws IOException {
        return socket.bind(
                new ServerBootstrap()
                        .group(loop)
                        .channel(EpollServerDomainSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel child) throws IOException {
                                        try {
                                            socket.requireSameUser(child);
                                            peers.add("same user");
                                        } catch (IOException e) {
                                            peers.add(String.valueOf(e.getMessage()));
                                            throw e;
                                        }
                                    }
                                }));
    }
}
