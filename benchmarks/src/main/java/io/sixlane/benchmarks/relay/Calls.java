package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a relay asked of the kernel, per unit of work: a connection, a request, or 10⁹ bytes.
 *
 * @param all system calls of all its threads
 * @param switches of its threads
 * @param byName those that are counted by name, without the ones that did not occur
 */
record Calls(double all, double switches, Map<String, Double> byName) {
    private static final String ALL = "raw_syscalls:sys_enter";
    private static final String SWITCHES = "context-switches";
    private static final String NAMED = "syscalls:sys_enter_";

    /** Fewer for each unit are those of timers. */
    private static final double LEAST = 0.001;

    Calls {
        byName = Map.copyOf(byName);
    }

    /**
     * Reads the output of {@code perf stat -x,}: count, unit and event, with commas in between.
     *
     * @param units done meanwhile
     * @throws IOException when nothing was counted
     */
    static Calls parse(String text, double units) throws IOException {
        var all = Double.NaN;
        var switches = Double.NaN;
        var byName = new LinkedHashMap<String, Double>();
        for (var line : text.lines().toList()) {
            var fields = line.split(",", -1);
            if (line.startsWith("#") || fields.length < 3 || !fields[0].matches("[0-9.]+")) {
                continue;
            }
            var count = Double.parseDouble(fields[0]) / units;
            var event = fields[2];
            if (event.equals(ALL)) {
                all = count;
            } else if (event.startsWith(SWITCHES)) {
                switches = count;
            } else if (event.startsWith(NAMED) && count >= LEAST) {
                byName.put(event.substring(NAMED.length()), count);
            }
        }
        if (Double.isNaN(all)) {
            throw new IOException("perf counted nothing: " + text);
        }
        return new Calls(all, switches, byName);
    }
}
