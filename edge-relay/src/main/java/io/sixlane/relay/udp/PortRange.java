package io.sixlane.relay.udp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ports that this host picks for sockets that ask for none. */
final class PortRange {
    private static final Path LINUX = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** The other sockets of the host, such as those of name lookups, keep one port in so many. */
    private static final int KEPT_FOR_OTHERS = 16;

    private static final int EVERY_PORT = 1 << 16;

    private PortRange() {}

    /** How many of them the sessions of this relay may take at once. */
    static int forSessions() {
        try {
            var bounds = Files.readString(LINUX).strip().split("\\s+");
            var size = Integer.parseInt(bounds[1]) - Integer.parseInt(bounds[0]) + 1;
            return Math.max(1, size - Math.ceilDiv(size, KEPT_FOR_OTHERS));
        } catch (IOException | RuntimeException _) {
            return EVERY_PORT; // not Linux: the system refuses when there is none
        }
    }
}
