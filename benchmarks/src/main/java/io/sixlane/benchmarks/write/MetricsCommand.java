package io.sixlane.benchmarks.write;

import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sixlane bench metrics}. */
@Command(
        name = "metrics",
        description = "Reports that the metrics service stores a second, and for each core.",
        mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--reports", description = "that are measured (default: 200000)")
    private int reports = 200_000;

    @Option(names = "--warm-up", description = "reports before that (default: 100000)")
    private int warmUp = 100_000;

    @Option(names = "--instances", description = "of the service (default: 1)")
    private int instances = 1;

    @Option(names = "--whole", description = "reports have a listener, an endpoint and histograms")
    private boolean whole;

    @Option(names = "--signed", description = "the service checks the relay's signature of each")
    private boolean signed;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        print(new MetricsRun(home, reports, warmUp, instances, whole, signed).measure());
        return 0;
    }

    private void print(MetricsRun.Result result) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ConfigurationJson.mapper().writeValueAsString(result));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s reports, %s instances: %.0f reports and %.0f rows a second, %.0f and %.0f"
                            + " for each second of CPU of the service%n",
                    result.reports(),
                    result.instances(),
                    result.perSecond(),
                    result.rowsPerSecond(),
                    result.perCore(),
                    result.rowsPerCore());
        }
        out.flush();
    }
}
