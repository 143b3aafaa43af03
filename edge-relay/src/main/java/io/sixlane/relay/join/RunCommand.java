package io.sixlane.relay.join;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs a relay that joined. */
@Command(
        name = "run",
        description = {
            "Run the relay that joined, until this process ends.",
            "Beside one that runs already it takes over its sockets and sessions."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @ParentCommand private RelayCommand root = new RelayCommand();

    /** Runs without the control plane, too. */
    @Override
    public Integer call() {
        root.startHere().start(root.files().read());
        return 0;
    }
}
