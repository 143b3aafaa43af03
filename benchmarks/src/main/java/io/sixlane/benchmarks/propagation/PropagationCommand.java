package io.sixlane.benchmarks.propagation;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Adds one listener at a time over HTTP and takes the time from the 201 until the API says that it
 * is programmed on all relays, and until the first relay accepts a connection on its port.
 */
@Command(
        name = "propagation",
        description = "Time from HTTP 201 to Programmed on all relays.",
        mixinStandardHelpOptions = true)
public final class PropagationCommand implements Callable<Integer> {
    /** Each listener is a socket on every relay: more accelerators than these have none. */
    private static final int MOST_LISTENERS = 2_000;

    private static final long SEED = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--accelerators", description = "that exist already (default: 1000)")
    private int accelerators = 1_000;

    @Option(names = "--relays", description = "each in a region of its own (default: 3)")
    private int relays = 3;

    @Option(names = "--changes", description = "that are measured (default: 500)")
    private int changes = 500;

    /** The first changes run on code that is not compiled yet. */
    @Option(names = "--warm-up", description = "changes before that, not measured (default: 1500)")
    private int warmUp = 1_500;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        var listeners = Math.min(accelerators, MOST_LISTENERS);
        var programmed = new ArrayList<Long>();
        var applied = new ArrayList<Long>();
        var accepting = new ArrayList<Long>();
        try (var stack = BenchStack.start(home, accelerators, listeners, relays, err())) {
            var random = new Random(SEED);
            for (var number = 0; number < warmUp + changes; number++) {
                var change = stack.change(random.nextInt(listeners), number);
                if (number >= warmUp) {
                    programmed.add(change.programmedNanos());
                    applied.add(change.appliedNanos());
                    accepting.add(change.acceptingNanos());
                }
            }
        }
        print(
                new Distribution(programmed),
                new Distribution(applied),
                new Distribution(accepting),
                listeners);
        return 0;
    }

    void print(
            Distribution programmed, Distribution applied, Distribution accepting, int listeners) {
        var out = spec.commandLine().getOut();
        if (json) {
            var result = result(programmed, applied, accepting, listeners);
            out.println(ConfigurationJson.mapper().writeValueAsString(result));
        } else {
            out.printf(
                    "%s changes after %s to warm up, %s accelerators (%s with a listener), %s"
                            + " relays; ms after the 201%n",
                    changes, warmUp, accelerators, listeners, relays);
            print(out, "programmed on all relays", programmed);
            print(out, "applied by the last relay", applied);
            print(out, "accepting on the first", accepting);
        }
        out.flush();
    }

    private PropagationResult result(
            Distribution programmed, Distribution applied, Distribution accepting, int listeners) {
        return new PropagationResult(
                programmed.millis(50),
                programmed.millis(90),
                programmed.millis(99),
                programmed.millis(100),
                applied.millis(50),
                applied.millis(99),
                accepting.millis(50),
                accepting.millis(99),
                accelerators,
                listeners,
                relays,
                changes,
                warmUp);
    }

    private static void print(PrintWriter out, String what, Distribution distribution) {
        out.printf(
                Locale.ROOT,
                "%-26s p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
                what,
                distribution.millis(50),
                distribution.millis(90),
                distribution.millis(99),
                distribution.millis(100));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
