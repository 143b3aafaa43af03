package io.sixlane.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Requirements of a stack on its host, checked before anything is started. */
final class Host {

    /** Five unpacked services with their archives, a PostgreSQL cluster, Kafka's first segments. */
    private static final long FIRST_START_BYTES = 1_200L << 20;

    /** Space for logs and the data of a demo. */
    private static final long LATER_START_BYTES = 200L << 20;

    private Host() {}

    /** Refuses a host without an IPv6 loopback address: no relay could listen. */
    static void requireIpv6() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
        } catch (IOException e) {
            throw new StackException(
                    "This host has no IPv6 loopback address, which clients of the relays use:"
                            + " enable it (Linux: sysctl net.ipv6.conf.lo.disable_ipv6=0; in a"
                            + " container: --sysctl net.ipv6.conf.all.disable_ipv6=0) and start again.",
                    e);
        }
    }

    static void requireSpace(StackFolder folder) {
        var isFirst = Files.notExists(folder.postgres());
        requireSpace(folder.root(), isFirst ? FIRST_START_BYTES : LATER_START_BYTES);
    }

    static void requireSpace(Path folder, long bytes) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new StackException(
                        "The disk of %s has %s MB left and a stack needs %s: free some, or choose another with --data-folder."
                                .formatted(folder, free >> 20, bytes >> 20));
            }
        } catch (IOException e) {
            throw new StackException("%s cannot be used: %s.".formatted(folder, e.getMessage()), e);
        }
    }
}
