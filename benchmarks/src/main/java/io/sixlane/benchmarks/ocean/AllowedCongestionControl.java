package io.sixlane.benchmarks.ocean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets namespaces have cubic as their default where the host has another one: only what every user
 * may choose can be a namespace's default. Closing it restores the host's setting.
 */
record AllowedCongestionControl(String before) implements AutoCloseable {
    private static final Path ALLOWED =
            Path.of("/proc/sys/net/ipv4/tcp_allowed_congestion_control");

    static AllowedCongestionControl with(String name) throws IOException {
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
