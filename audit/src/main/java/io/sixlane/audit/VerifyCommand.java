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

/** Whether the history is what it was. */
@Command(
        name = "verify",
        description =
                "Check the hash chain of every stream, and hold the log against its witnesses:"
                        + " signed checkpoints, the heads that relays reported, and the event"
                        + " table. Names the first event that was changed, dropped or reordered.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    /** An event is in its topic a moment after a relay may have applied it. */
    static final Duration TAIL_PATIENCE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final LogOptions log = new LogOptions();

    @Option(
            names = "--checkpoints-file",
            paramLabel = "FILE",
            description = "Checkpoints that audit export wrote, in the place of their topic.")
    private @Nullable Path checkpoints;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description =
                    "A key that checkpoints may be signed with, as GET /v1/audit/public-key gave it"
                            + " when it could be trusted; once for each key that was ever in use."
                            + " Without any, signatures are not checked, and a history that was"
                            + " written and hashed again is not found.")
    private List<Path> publicKeys = List.of();

    @Option(
            names = "--relays-file",
            paramLabel = "FILE",
            description =
                    "What relays applied, as audit export wrote it, in the place of the topic.")
    private @Nullable Path relays;

    @Option(
            names = "--expect-checkpoint",
            paramLabel = "N:HASH",
            description =
                    "A checkpoint that was written down away from the services: its number and its"
                            + " hash. Once for each.")
    private List<ExpectedCheckpoint> expected = List.of();

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            description =
                    "Checkpoints that audit witness wrote down, each of which must be there; once"
                            + " for each file.")
    private List<Path> witnesses = List.of();

    @Option(
            names = "--max-age",
            paramLabel = "TIME",
            description =
                    "With a key: how old an event may be that no checkpoint covers (without this"
                            + " option 5m), and the newest checkpoint (without this option any"
                            + " age): 5m, 36h.")
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
