package io.sixlane.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes down the newest checkpoint. It covers every stream, those that relays never see included:
 * orders, payments and plans.
 */
@Command(
        name = "witness",
        description =
                "Verify the log against its checkpoints and against those in a file, and write the"
                        + " newest one behind them. Keep the file out of reach of users who can"
                        + " write to the database, to Kafka or to the key: verify --witness then"
                        + " finds a history that was rewritten, hashed and signed again.",
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final LogOptions log = new LogOptions();

    @Option(
            names = "--checkpoints-file",
            paramLabel = "FILE",
            description = "Checkpoints that audit export wrote, instead of their topic.")
    private @Nullable Path checkpoints;

    @Option(
            names = "--public-key",
            required = true,
            paramLabel = "FILE",
            description = "As for verify.")
    private List<Path> publicKeys = List.of();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The file of checkpoints; created when it is missing.")
    private Path to = Path.of("witness.txt");

    @Override
    public Integer call() throws IOException {
        var written = WitnessFile.readIfThere(to);
        var keys = publicKeys.stream().flatMap(file -> PublicKeyFile.read(file).stream()).toList();
        var verification =
                new Verification(keys, what -> new ProgressLine(spec.commandLine().getErr(), what));
        try (var witnesses = WitnessSources.open(log, checkpoints, null);
                var source = log.open()) {
            verification.log(source);
            witnesses.checkpoints().ifPresent(verification::checkpoints);
            verification.readOn(source, VerifyCommand.TAIL_PATIENCE);
        }
        verification.prove(written, null, Instant.now());
        var report = verification.report();
        var newest = verification.newest();
        var out = spec.commandLine().getOut();
        if (!report.findings().isEmpty() || newest.isEmpty()) {
            new VerificationText(out).print(report);
            out.printf("%nNothing was written to %s.%n", to);
            out.flush();
            return Audit.FOUND;
        }
        var isNew = written.stream().noneMatch(known -> known.number() == newest.get().number());
        if (isNew) {
            WitnessFile.append(to, newest.get());
        }
        out.printf(
                "Checkpoint %s, covering %s events, is %s in %s.%n",
                newest.get().number(), newest.get().events(), isNew ? "now" : "already", to);
        out.flush();
        return 0;
    }
}
