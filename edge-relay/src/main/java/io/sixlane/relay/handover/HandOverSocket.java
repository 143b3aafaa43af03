package io.sixlane.relay.handover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.sixlane.relay.RelayProperties;

import java.nio.file.Path;
import java.util.Optional;

/** Where two processes of one relay meet: in its state folder, under its id. */
record HandOverSocket(Path file) {
    /** Source: {@code sun_path} of unix(7), 108 bytes with the zero at its end. */
    private static final int MAX_BYTES = 107;

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
}
