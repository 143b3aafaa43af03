package io.sixlane.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the kernel closes the congestion windows of lanes while they are idle. */
record ColdLanes(Path settings) {
    static final Path KERNEL = Path.of("/proc/sys/net/ipv4");

    /** The reason why it does; empty when it does not, or hides its settings. */
    Optional<String> cause(String congestionControl) {
        var known = read("tcp_available_congestion_control");
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var keeps = congestionControl.startsWith("bbr");
        if (keeps && known.contains(congestionControl)) {
            return Optional.empty();
        }
        return read("tcp_slow_start_after_idle").equals(List.of("1"))
                ? Optional.of(
                        (keeps ? "the kernel has no %s" : "%s does").formatted(congestionControl)
                                + " and net.ipv4.tcp_slow_start_after_idle is 1")
                : Optional.empty();
    }

    private List<String> read(String name) {
        try {
            return List.of(Files.readString(settings.resolve(name)).strip().split("\\s+"));
        } catch (IOException _) {
            return List.of();
        }
    }
}
