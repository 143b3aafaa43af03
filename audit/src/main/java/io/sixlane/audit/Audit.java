package io.sixlane.audit;

import io.sixlane.audit.source.SourceException;
import io.sixlane.audit.verify.ExpectedCheckpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

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
            WitnessCommand.class,
            DiffCommand.class,
            RestoreCommand.class,
            ExportCommand.class,
            NewKeyCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what was asked for is done, and nothing is wrong",
            "1:something is wrong with the log, or an accelerator had to be left out",
            "2:the command line is wrong",
            "3:a source cannot be read, or the output cannot be written"
        })
public final class Audit {
    /** Something is wrong with the log. */
    static final int FOUND = 1;

    /** A source cannot be read, or the output cannot be written. */
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
        line.registerConverter(ExpectedCheckpoint.class, ExpectedCheckpointOption::parse);
        line.setExecutionStrategy(Audit::run);
        line.setExecutionExceptionHandler((failure, at, _) -> explain(failure, at.getErr()));
        return line;
    }

    /** A full disk behind standard output is no success. */
    private static int run(ParseResult parsed) {
        var code = new RunLast().execute(parsed);
        var line = parsed.commandSpec().commandLine();
        var unwritten = line.getOut().checkError();
        for (var command : line.getSubcommands().values()) {
            unwritten |= command.getOut().checkError();
        }
        if (unwritten) {
            line.getErr().println("Cannot write to standard output.");
            return UNREADABLE;
        }
        return code;
    }

    /** A foreseen failure is its sentence alone; anything else is a bug and shows where. */
    private static int explain(Exception failure, PrintWriter err) {
        switch (failure) {
            case SourceException foreseen -> err.println(foreseen.getMessage());
            case UncheckedIOException unchecked ->
                    err.println(sentence(Objects.requireNonNull(unchecked.getCause())));
            case IOException checked -> err.println(sentence(checked));
            default -> failure.printStackTrace(err);
        }
        return UNREADABLE;
    }

    private static String sentence(IOException failure) {
        var why =
                switch (failure) {
                    case NoSuchFileException _ -> "there is no such file or folder";
                    case AccessDeniedException _ -> "access is denied";
                    case FileAlreadyExistsException _ -> "a file is there already";
                    case FileSystemException other when other.getReason() != null ->
                            other.getReason();
                    default -> String.valueOf(failure.getMessage());
                };
        return failure instanceof FileSystemException named && named.getFile() != null
                ? "Cannot open %s: %s.".formatted(named.getFile(), why)
                : "Cannot read or write: %s.".formatted(why);
    }
}
