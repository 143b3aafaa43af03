package io.sixlane.systemtests;

import java.io.IOException;
import java.util.List;

/** The network namespace {@code rack}, which a page makes to act as another machine. */
final class OtherMachine {
    private static final List<String> REMOVE = List.of("ip", "netns", "del", "rack");
    private static final String PROBE = "sixlane-" + ProcessHandle.current().pid();

    private OtherMachine() {}

    /** Takes root and iproute2. */
    static boolean canBeMade() throws InterruptedException {
        return run(List.of("ip", "netns", "add", PROBE))
                && run(List.of("ip", "netns", "del", PROBE));
    }

    /** Its end of the link to this host goes with it, and so does the other one. */
    static void remove() throws InterruptedException {
        var _ = run(REMOVE);
    }

    private static boolean run(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // no such program
        }
    }
}
