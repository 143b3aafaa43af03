package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts a relay's system calls and context switches while a client runs, by the kernel's
 * tracepoints. That slows every call down, so a run with it is good for nothing else.
 */
final class CallMeter {
    private static final List<String> NAMES =
            List.of(
                    "accept4",
                    "bind",
                    "close",
                    "connect",
                    "epoll_ctl",
                    "epoll_pwait",
                    "epoll_wait",
                    "fcntl",
                    "futex",
                    "getpeername",
                    "getsockname",
                    "getsockopt",
                    "io_uring_enter",
                    "read",
                    "recvfrom",
                    "sendmsg",
                    "sendto",
                    "setsockopt",
                    "shutdown",
                    "socket",
                    "splice",
                    "timerfd_settime",
                    "write",
                    "writev");

    private CallMeter() {}

    /** Why nothing is counted here; empty when it is. */
    static String hindrance() {
        return Host.find("perf").isEmpty() ? "nothing: perf is missing (linux-perf)" : "";
    }

    /** A column's load on one relay. */
    interface Work {
        /**
         * @param around a command that runs the one that it is given
         * @return units of work done
         */
        double done(UnaryOperator<List<String>> around) throws IOException;
    }

    static Calls count(List<Long> processes, Work work) throws IOException {
        var counted = Files.createTempFile("sixlane-bench", ".perf");
        try {
            var perf =
                    List.of(
                            "perf",
                            "stat",
                            "-x,",
                            "-o",
                            counted.toString(),
                            "-e",
                            Stream.concat(
                                            Stream.of("raw_syscalls:sys_enter", "context-switches"),
                                            NAMES.stream()
                                                    .map(name -> "syscalls:sys_enter_" + name))
                                    .collect(Collectors.joining(",")),
                            "-p",
                            processes.stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(",")),
                            "--");
            var units =
                    work.done(
                            command -> {
                                var all = new ArrayList<>(perf);
                                all.addAll(command);
                                return all;
                            });
            return Calls.parse(Files.readString(counted), units);
        } finally {
            Files.deleteIfExists(counted);
        }
    }
}
