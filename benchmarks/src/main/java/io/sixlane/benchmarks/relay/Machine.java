package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine that the figures were measured on. */
final class Machine {
    private Machine() {}

    static Map<String, Object> describe(Cpus cpus, String cpuSource) throws IOException {
        var machine = new LinkedHashMap<String, Object>();
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .ifPresent(
                            line ->
                                    machine.put(
                                            "cpu", line.substring(line.indexOf(':') + 1).strip()));
        }
        machine.put("relayCpus", cpus.relay());
        machine.put("clientAndBackendCpus", cpus.load());
        machine.put("kernel", System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.vendor.version"));
        machine.put("haproxy", firstLine("haproxy", "-v"));
        machine.put("nginx", firstLine("nginx", "-v"));
        machine.put("iperf3", firstLine("iperf3", "--version"));
        machine.put("congestionControl", Loopback.CONGESTION_CONTROL);
        machine.put("cpuTimeFrom", cpuSource);
        return machine;
    }

    private static String firstLine(String... command) throws IOException {
        return Host.output(List.of(command)).lines().findFirst().orElse("");
    }
}
