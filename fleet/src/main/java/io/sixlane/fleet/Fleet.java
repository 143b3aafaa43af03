package io.sixlane.fleet;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./sixlane fleet}. */
@Command(
        name = "sixlane fleet",
        description = {
            "Make the certificates by which relays know each other.",
            "./sixlane up and docker compose make their own; a fleet of several hosts takes these"
                    + " commands, on a machine that is no relay."
        },
        mixinStandardHelpOptions = true,
        subcommands = {AuthorityCommand.class, CertificateCommand.class, PrepareCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the files are there",
            "1:a file exists, cannot be read or cannot be written",
            "2:the command line is wrong"
        })
public final class Fleet {
    private Fleet() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Fleet())
                .setExecutionExceptionHandler((failure, at, _) -> explain(failure, at.getErr()));
    }

    /** Prints the sentence of an expected failure, and the stack trace of any other. */
    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof FleetException) {
            err.println(failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
