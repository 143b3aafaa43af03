package io.sixlane.audit;

import io.sixlane.audit.source.EventTableSource;
import io.sixlane.audit.source.EventTableSource.Access;
import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
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
                            + " when nobody had reason to lie; once for each key that was ever in"
                            + " use. Without any, signatures are not checked.")
    private List<Path> publicKeys = List.of();

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description =
                    "The provisioning database, jdbc:postgresql://HOST:PORT/provisioning; without"
                            + " it the table is not compared.")
    private @Nullable String jdbc;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Of the database (default: ${DEFAULT-VALUE}).",
            defaultValue = "${SIXLANE_POSTGRES_USER:-postgres}")
    private String user = "";

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description = "Of the database (default: SIXLANE_POSTGRES_PASSWORD, or postgres).",
            showDefaultValue = Visibility.NEVER,
            defaultValue = "${SIXLANE_POSTGRES_PASSWORD:-postgres}")
    private String password = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        var keys = publicKeys.stream().flatMap(file -> PublicKeyFile.read(file).stream()).toList();
        var access = jdbc == null ? null : new Access(jdbc, user, password);
        var verification =
                new Verification(keys, what -> new ProgressLine(spec.commandLine().getErr(), what));
        var unpublished = access == null ? null : EventTableSource.unpublished(access);
        try (var witnesses = WitnessSources.open(log, checkpoints)) {
            try (var source = log.open()) {
                verification.log(source);
            }
            witnesses.checkpoints().ifPresent(verification::checkpoints);
            witnesses.relays().ifPresent(verification::relays);
        }
        if (access != null && unpublished != null) {
            try (var table = EventTableSource.open(access)) {
                verification.table(table, unpublished);
            }
        }
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
