package io.sixlane.relay.join;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program behind {@code ./sixlane relay}. */
@Command(
        name = "sixlane relay",
        description = {
            "Make this host a relay of a fleet, and run it.",
            "An operator makes the token: POST /v1/relays/join-tokens."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            JoinCommand.class,
            RunCommand.class,
            DrainCommand.class,
            RotateCommand.class,
            LeaveCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused, with the reason", "2:the command line is wrong"})
public final class RelayCommand {
    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "The files of the relay (default: ${DEFAULT-VALUE}).",
            defaultValue = ".sixlane/joined",
            scope = ScopeType.INHERIT)
    private Path folder = Path.of(".sixlane/joined");

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The memory of the relay (default: beside its files).",
            scope = ScopeType.INHERIT)
    private @Nullable Path state;

    @Option(
            names = "--owner",
            paramLabel = "USER",
            description = "The user that the relay runs as (default: who runs this).",
            scope = ScopeType.INHERIT)
    private String owner = "";

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            description = "The unit of systemd that runs the relay, in place of this process.",
            scope = ScopeType.INHERIT)
    private String unit = "";

    private RelayStart inThisProcess = _ -> {};
    private Systemctl systemctl = _ -> {};

    RelayCommand() {}

    @Spec private CommandSpec spec = CommandSpec.create();

    /** The terminal. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    RelayFiles files() {
        var beside = new RelayFiles(folder);
        return new RelayFiles(folder, state == null ? beside.state() : state, owner);
    }

    /** Whether a unit of systemd runs the relay, with limits of its own. */
    boolean hasUnit() {
        return !unit.isEmpty();
    }

    /** Runs the relay: its unit if it has one, else this process. */
    RelayStart start() {
        return hasUnit() ? _ -> systemctl.ask("enable", "--now", unit) : inThisProcess;
    }

    RelayStart startHere() {
        return inThisProcess;
    }

    /** Has the unit take other keys; false without one. */
    boolean restart() {
        if (hasUnit()) {
            systemctl.ask("restart", unit);
        }
        return hasUnit();
    }

    /** Drains and ends the unit, if there is one. */
    void end() {
        if (hasUnit()) {
            systemctl.ask("disable", "--now", unit);
        }
    }

    /** Returns the exit code, once the command is done; a relay runs until the process ends. */
    public static int execute(RelayStart start, String... arguments) {
        return execute(start, Systemctl.SYSTEMD, arguments);
    }

    static int execute(RelayStart start, Systemctl systemctl, String... arguments) {
        var root = new RelayCommand();
        root.inThisProcess = start;
        root.systemctl = systemctl;
        var line =
                new CommandLine(root)
                        .setExecutionExceptionHandler(
                                (failure, at, _) -> {
                                    if (!(failure instanceof JoinException)) {
                                        throw failure;
                                    }
                                    at.getErr().println(failure.getMessage());
                                    return CommandLine.ExitCode.SOFTWARE;
                                });
        return line.execute(arguments);
    }
}
