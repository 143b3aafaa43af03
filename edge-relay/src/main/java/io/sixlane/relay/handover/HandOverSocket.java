package io.sixlane.relay.handover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.sixlane.relay.RelayProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Where two processes of one relay meet: in its state folder, under its id. */
record HandOverSocket(Path file) {
    /** Source: {@code sun_path} of unix(7), 108 bytes with the zero at its end. */
    private static final int MAX_BYTES = 107;

    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> OWNER_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    static HandOverSocket of(RelayProperties properties) {
        return new HandOverSocket(
                properties.stateFolder().toAbsolutePath().resolve(properties.id() + ".handover"));
    }

    /** Why sockets cannot be handed over here; empty when they can. */
    Optional<String> hindrance() {
        if (!Epoll.isAvailable()) {
            return Optional.of("only Linux passes sockets between processes");
        }
        return file.toString().getBytes(UTF_8).length > MAX_BYTES
                ? Optional.of("the path is longer than %s bytes: %s".formatted(MAX_BYTES, file))
                : Optional.empty();
    }

    DomainSocketAddress address() {
        return new DomainSocketAddress(file.toString());
    }

    /**
     * Replaces a file left behind. The socket gets its place when only this user may connect: until
     * then it is in a folder that no other user may enter.
     */
    Channel bind(ServerBootstrap bootstrap) throws IOException {
        Files.createDirectories(file.getParent());
        var folder = file.resolveSibling(".h" + Long.toString(ProcessHandle.current().pid(), 36));
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        var hidden = folder.resolve("s");
        try {
            var bound =
                    bootstrap
                            .bind(new DomainSocketAddress(hidden.toString()))
                            .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException("cannot listen at " + file, bound.cause());
            }
            Files.setPosixFilePermissions(hidden, OWNER_FILE);
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
            return bound.channel();
        } finally {
            Files.deleteIfExists(hidden);
            Files.delete(folder);
        }
    }

    /**
     * @throws IOException when the process at the other end belongs to another user
     */
    void requireSameUser(Channel channel) throws IOException {
        var own = (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        var peer = ((EpollDomainSocketChannel) channel).peerCredentials().uid();
        if (own != peer) {
            throw new IOException("process of another user: " + peer);
        }
    }
}
