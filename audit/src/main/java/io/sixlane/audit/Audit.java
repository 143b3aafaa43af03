package io.sixlane.audit;

import io.sixlane.audit.source.SourceException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./sixlane audit}. */
@Command(
        name = "sixlane audit",
        description =
                "Prove the log, replay it to a moment, and restore what was made from it. Works on"
                        + " Kafka, on the database and on exported files; no service has to run.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ReplayCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            RestoreCommand.class,
            ExportCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what was asked for is done, and nothing is wrong",
            "1:something is wrong with the log, or an accelerator had to be left out",
            "2:the command line is wrong",
            "3:a source cannot be read"
        })
public final class Audit {
    /** Something is wrong with the log. */
    static final int FOUND = 1;

    /** A source cannot be read. */
    static final int UNREADABLE = 3;

    private Audit() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Audit());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Instant.class, MomentOption::parse);
        line.registerConverter(Duration.class, DurationOption::parse);
        line.setExecutionExceptionHandler((failure, at, _) -> explain(failure, at.getErr()));
        return line;
    }

    /** A foreseen failure is its sentence alone; anything else is a bug and shows where. */
    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof SourceException) {
            err.println(failure.getMessage());
            return UNREADABLE;
        }
        failure.printStackTrace(err);
        return UNREADABLE;
    }
}
