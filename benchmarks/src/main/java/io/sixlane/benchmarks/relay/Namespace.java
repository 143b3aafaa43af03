package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network of its own with loopback alone; all in it is ended and it is gone when closed. */
final class Namespace implements AutoCloseable {
    /** BBR would pace all relays alike and hide their differences. */
    static final String CONGESTION_CONTROL = "reno";

    /** Where more cannot be had, as many as allowed: 8,000 connections are 16,000 descriptors. */
    private static final String DESCRIPTORS =
            "ulimit -n 100000 2>/dev/null || ulimit -n $(ulimit -H -n); ";

    private final String name;
    private boolean closed;

    private Namespace(String name) {
        this.name = name;
    }

    static Namespace create() throws IOException {
        var namespace = new Namespace("sixlane-bench-" + ProcessHandle.current().pid());
        Host.output(List.of("ip", "netns", "add", namespace.name));
        try {
            Host.output(List.of("ip", "-n", namespace.name, "link", "set", "lo", "up"));
            namespace.set("net.ipv4.tcp_congestion_control", CONGESTION_CONTROL);
            namespace.set("net.ipv4.ip_local_port_range", "10000 65535");
            namespace.set("net.ipv4.tcp_tw_reuse", "1");
            namespace.set("net.core.somaxconn", "8192");
            return namespace;
        } catch (IOException e) {
            namespace.close();
            throw e;
        }
    }

    void addAddress(String address) throws IOException {
        Host.output(
                List.of("ip", "-n", name, "addr", "add", address + "/128", "dev", "lo", "nodad"));
    }

    /**
     * @param cpus as {@code taskset -c} reads it
     * @param cgroup joined at the start, null for none
     * @return the command that runs {@code command} in here
     */
    List<String> command(String cpus, @Nullable Path cgroup, List<String> command) {
        var join = cgroup == null ? "" : "echo $$ > '" + cgroup.resolve("cgroup.procs") + "'; ";
        var all =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                join + DESCRIPTORS + "exec \"$@\"",
                                "sh",
                                "nsenter",
                                "--net=/run/netns/" + name,
                                "taskset",
                                "-c",
                                cpus));
        all.addAll(command);
        return all;
    }

    private void set(String key, String value) throws IOException {
        Host.output(List.of("ip", "netns", "exec", name, "sysctl", "-q", "-w", key + "=" + value));
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        for (var pid : Host.output(List.of("ip", "netns", "pids", name)).lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
        Host.output(List.of("ip", "netns", "del", name));
    }
}
