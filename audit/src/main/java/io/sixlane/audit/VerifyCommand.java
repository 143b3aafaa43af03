package io.sixlane.audit;

import io.sixlane.audit.source.EventTableSource;
import io.sixlane.audit.source.RelayTable;
import io.sixlane.audit.verify.ExpectedCheckpoint;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies that the history is unchanged. */
@Command(
        name = "verify",
        description =
                "Check the hash chain of every stream, and compare the log with its witnesses:"
                        + " signed checkpoints, the heads that relays reported, and the event table."
                        + " Names the first event that was changed, dropped or reordered.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    /** An event is in its topic a moment after a relay may have applied it. */
    static final Duration TAIL_PATIENCE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final LogOptions log = new LogOptions();

    @Option(
            names = "--checkpoints-file",
            paramLabel = "FILE",
            description = "Checkpoints that audit export wrote, instead of their topic.")
    private @Nullable Path checkpoints;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description =
                    "A trusted copy of a key that signed checkpoints, from GET"
                            + " /v1/audit/public-key; repeat for every key that was ever in use."
                            + " Without a key, signatures are not checked, and a history that was"
                            + " rewritten and hashed again is not found.")
    private List<Path> publicKeys = List.of();

    @Option(
            names = "--relays-file",
            paramLabel = "FILE",
            description =
                    "The applied revisions of relays that audit export wrote, instead of the"
                            + " topic.")
    private @Nullable Path relays;

    @Option(
            names = "--expect-checkpoint",
            paramLabel = "N:HASH",
            description =
                    "A checkpoint that was recorded away from the services, as its number and hash."
                            + " Repeatable.")
    private List<ExpectedCheckpoint> expected = List.of();

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            description =
                    "A file that audit witness wrote; the log must have every checkpoint in it."
                            + " Repeatable.")
    private List<Path> witnesses = List.of();

    @Option(
            names = "--max-age",
            paramLabel = "TIME",
            description =
                    "With a key: the largest age of an event that no checkpoint covers (5m without"
                            + " this option), and of the newest checkpoint (unlimited without this"
                            + " option): 5m, 36h.")
    private @Nullable Duration maxAge;

    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var writtenDown = new ArrayList<>(expected);
        for (var file : witnesses) {
            writtenDown.addAll(WitnessFile.read(file));
        }
        var keys = publicKeys.stream().flatMap(file -> PublicKeyFile.read(file).stream()).toList();
        var access = database.access();
        var verification =
                new Verification(keys, what -> new ProgressLine(spec.commandLine().getErr(), what));
        var unpublished = access == null ? null : EventTableSource.unpublished(access);
        var noted = access == null ? List.<AcceleratorApplied>of() : RelayTable.read(access);
        try (var sources = WitnessSources.open(log, checkpoints, relays);
                var source = log.open()) {
            verification.log(source);
            sources.checkpoints().ifPresent(verification::checkpoints);
            sources.relays().ifPresent(verification::relays);
            verification.relays(noted);
            verification.readOn(source, TAIL_PATIENCE);
        }
        if (access != null && unpublished != null) {
            try (var table = EventTableSource.open(access)) {
                verification.table(table, unpublished);
            }
        }
        verification.prove(writtenDown, maxAge, Instant.now());
        var report = verification.report();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ConfigurationJson.mapper().writeValueAsString(report));
        } else {
            new VerificationText(out).print(report);
        }
        out.flush();
        return report.findings().isEmpty() ? 0 : Audit.FOUND;
    }
}
