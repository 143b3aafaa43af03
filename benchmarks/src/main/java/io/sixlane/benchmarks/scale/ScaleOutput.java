package io.sixlane.benchmarks.scale;

import io.sixlane.benchmarks.propagation.Distribution;
import io.sixlane.configuration.json.ConfigurationJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Prints figures by their names on stdout, and progress on stderr.
 *
 * @param json whether figures are one JSON document
 */
record ScaleOutput(CommandSpec spec, boolean json) {
    void figures(Map<String, Object> figures) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ConfigurationJson.mapper().writeValueAsString(figures));
        } else {
            figures.forEach((name, value) -> out.printf("%-14s %s%n", name, value));
        }
        out.flush();
    }

    void progress(String what) {
        var err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    /** Milliseconds. */
    static Map<String, Object> percentiles(List<Long> nanos) {
        var distribution = new Distribution(nanos);
        var percentiles = new LinkedHashMap<String, Object>();
        for (var percent : List.of(50, 90, 99, 100)) {
            percentiles.put(percent == 100 ? "max" : "p" + percent, distribution.millis(percent));
        }
        return percentiles;
    }
}
