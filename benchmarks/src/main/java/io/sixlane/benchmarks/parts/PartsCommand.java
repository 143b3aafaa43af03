package io.sixlane.benchmarks.parts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code ./sixlane bench parts}: JMH's own table of all benchmarks, or those that are named. */
@Command(
        name = "parts",
        description = {
            "What single parts cost, by JMH: applying a change, choosing an endpoint, finding a"
                    + " session, encoding a header, asking access lists.",
            "Takes JMH's arguments: a regular expression of names, -l to list them, -f forks,"
                    + " -i iterations; -- -h explains all."
        },
        mixinStandardHelpOptions = true)
public final class PartsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Unmatched private List<String> arguments = new ArrayList<>();

    /** 1 when a benchmark fails or none has the name. */
    @Override
    public Integer call() throws IOException {
        var options = options();
        if (options.shouldHelp()) {
            options.showHelp();
            return 0;
        }
        var runner =
                new Runner(
                        new OptionsBuilder()
                                .parent(options)
                                .shouldFailOnError(options.shouldFailOnError().orElse(true))
                                .build());
        if (options.shouldList()) {
            runner.list();
            return 0;
        }
        try {
            var _ = runner.run();
            return 0;
        } catch (NoBenchmarksException _) {
            return failed("no benchmark has that name; -l lists them");
        } catch (RunnerException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private int failed(String message) {
        spec.commandLine().getErr().println(message);
        return 1;
    }

    private CommandLineOptions options() {
        try {
            return new CommandLineOptions(arguments.toArray(String[]::new));
        } catch (CommandLineOptionException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
