package io.sixlane.standalone;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program behind {@code ./sixlane}. */
@Command(
        name = "sixlane",
        description = "The local stack of Sixlane: IPv6 clients reach IPv4 services.",
        mixinStandardHelpOptions = true,
        versionProvider = Standalone.Version.class,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            OpenCommand.class,
            StatusCommand.class,
            BrokerCommand.class
        })
public final class Standalone {

    private Standalone() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new Standalone())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(
                                (failure, _, _) -> explain(failure, System.err))
                        .execute(arguments));
    }

    /**
     * A foreseen failure is its sentence alone; anything else is a bug and shows where it happened.
     */
    private static int explain(Exception failure, PrintStream err) {
        if (failure instanceof StackException) {
            err.println(failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Standalone.class.getPackage().getImplementationVersion();
            return new String[] {
                "Sixlane " + (version == null ? "development" : version),
                "Java " + Runtime.version()
            };
        }
    }
}
