package io.sixlane.platform.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Allows a congestion control to every user, since only such a one can be the default of a
 * namespace. Closing it restores the host's setting.
 *
 * @param before the host's setting
 */
public record AllowedCongestionControl(String before) implements AutoCloseable {
    private static final Path ALLOWED =
            Path.of("/proc/sys/net/ipv4/tcp_allowed_congestion_control");

    public static AllowedCongestionControl with(String name) throws IOException {
        var before = Files.readString(ALLOWED, US_ASCII).strip();
        if (!List.of(before.split(" ", -1)).contains(name)) {
            write(before + " " + name);
        }
        return new AllowedCongestionControl(before);
    }

    private static void write(String names) throws IOException {
        Files.writeString(ALLOWED, names + "\n", US_ASCII);
    }

    @Override
    public void close() throws IOException {
        write(before);
    }
}
