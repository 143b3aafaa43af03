package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CPU time and memory of a relay's processes. Time is its own cgroup's (v2), else user and system
 * time from {@code /proc}.
 */
final class CpuMeter implements AutoCloseable {
    /** USER_HZ, 100 on every Linux architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private final @Nullable Path cgroup;

    private CpuMeter(@Nullable Path cgroup) {
        this.cgroup = cgroup;
    }

    static CpuMeter create(String name) {
        try {
            var mount = mount();
            if (mount.isPresent()) {
                return new CpuMeter(
                        Files.createDirectory(
                                mount.get()
                                        .resolve(
                                                "sixlane-bench-%s-%s"
                                                        .formatted(
                                                                ProcessHandle.current().pid(),
                                                                name))));
            }
        } catch (IOException e) {
            // Read-only in many containers: /proc does as well.
        }
        return new CpuMeter(null);
    }

    /** Where the processes must go, null when they need not. */
    @Nullable Path cgroup() {
        return cgroup;
    }

    String source() {
        return cgroup == null ? "/proc/PID/stat (no cgroup v2 that can be written)" : "cgroup v2";
    }

    /** CPU seconds since the start. */
    double seconds(ProcessHandle process) throws IOException {
        if (cgroup != null) {
            try (var lines = Files.lines(cgroup.resolve("cpu.stat"))) {
                return lines.filter(line -> line.startsWith("usage_usec "))
                                .mapToLong(line -> Long.parseLong(line.substring(11)))
                                .findFirst()
                                .orElseThrow(() -> new IOException("no usage_usec in cpu.stat"))
                        / 1e6;
            }
        }
        var ticks = 0L;
        for (var one : tree(process).toList()) {
            var stat = Files.readString(Path.of("/proc/" + one.pid() + "/stat"));
            // The name before may have blanks: count from its bracket (source: proc_pid_stat(5)).
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Resident memory in KB, shared pages divided among those who share them. */
    static long memoryKb(ProcessHandle process) throws IOException {
        var sum = 0L;
        for (var one : tree(process).toList()) {
            try (var lines = Files.lines(Path.of("/proc/" + one.pid() + "/smaps_rollup"))) {
                sum +=
                        lines.filter(line -> line.startsWith("Pss:"))
                                .mapToLong(
                                        line ->
                                                Long.parseLong(
                                                        line.substring(4, line.length() - 2)
                                                                .strip()))
                                .sum();
            }
        }
        return sum;
    }

    /** It and its descendants. */
    static Stream<ProcessHandle> tree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static Optional<Path> mount() throws IOException {
        try (var mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" "))
                    .filter(fields -> fields.length > 2 && fields[2].equals("cgroup2"))
                    .map(fields -> Path.of(fields[1]))
                    .findFirst();
        }
    }

    /** The processes must have ended. */
    @Override
    public void close() throws IOException {
        if (cgroup != null) {
            Files.deleteIfExists(cgroup);
        }
    }
}
