package io.sixlane.benchmarks.relay;

import io.sixlane.platform.link.Namespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A namespace with loopback alone. Closing it once or more ends every process in it. */
final class Loopback implements AutoCloseable {
    /** BBR would pace all relays alike and hide their differences. */
    static final String CONGESTION_CONTROL = "reno";

    /** As many descriptors as allowed, up to 100,000. A relay gives TCP three fifths of them. */
    private static final String DESCRIPTORS =
            "ulimit -n 100000 2>/dev/null || ulimit -n $(ulimit -H -n); ";

    private final Namespace namespace;
    private boolean closed;

    private Loopback(Namespace namespace) {
        this.namespace = namespace;
    }

    static Loopback create() throws IOException {
        Namespace.removeLeftovers();
        var loopback = new Loopback(Namespace.create("relay"));
        try {
            loopback.namespace.sysctl("net.ipv4.tcp_congestion_control", CONGESTION_CONTROL);
            loopback.namespace.sysctl("net.ipv4.ip_local_port_range", "10000 65535");
            loopback.namespace.sysctl("net.ipv4.tcp_tw_reuse", "1");
            loopback.namespace.sysctl("net.core.somaxconn", "8192");
            return loopback;
        } catch (IOException e) {
            loopback.close();
            throw e;
        }
    }

    void addAddress(String address) throws IOException {
        namespace.ip("addr", "add", address + "/128", "dev", "lo", "nodad");
    }

    /**
     * @param cpus as {@code taskset -c} reads it
     * @param cgroup joined at the start, null for none
     * @return the command that runs {@code command} in here
     */
    List<String> command(String cpus, @Nullable Path cgroup, List<String> command) {
        var join = cgroup == null ? "" : "echo $$ > '" + cgroup.resolve("cgroup.procs") + "'; ";
        var all = new ArrayList<>(List.of("sh", "-c", join + DESCRIPTORS + "exec \"$@\"", "sh"));
        all.addAll(namespace.command(List.of("taskset", "-c", cpus)));
        all.addAll(command);
        return all;
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            namespace.close();
        }
    }
}
