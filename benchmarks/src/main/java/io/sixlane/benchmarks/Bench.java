package io.sixlane.benchmarks;

import io.sixlane.benchmarks.ocean.OceanCommand;
import io.sixlane.benchmarks.parts.PartsCommand;
import io.sixlane.benchmarks.propagation.PropagationCommand;
import io.sixlane.benchmarks.relay.RecordingCommand;
import io.sixlane.benchmarks.relay.RelayCommand;
import io.sixlane.benchmarks.scale.FleetCommand;
import io.sixlane.benchmarks.scale.ScaleCommand;
import io.sixlane.benchmarks.write.MetricsCommand;
import io.sixlane.benchmarks.write.WriteCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./sixlane bench}: measurements anyone can repeat. */
@Command(
        name = "bench",
        description = "Measures this machine; each measurement starts what it needs.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PropagationCommand.class,
            RelayCommand.class,
            OceanCommand.class,
            RecordingCommand.class,
            ScaleCommand.class,
            FleetCommand.class,
            ReplayBenchmark.class,
            WriteCommand.class,
            MetricsCommand.class,
            PartsCommand.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
