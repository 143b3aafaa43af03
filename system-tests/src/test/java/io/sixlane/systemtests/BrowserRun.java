package io.sixlane.systemtests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code system-tests/browser/console.mjs}, which uses the console in Chromium.
 *
 * @param folder for its output and, when it fails, its pictures
 * @param credentials of the stack
 */
record BrowserRun(Path folder, Path credentials) {
    private static final Path SCRIPTS = Project.home().resolve("system-tests/browser");

    /** Uses the console at a URL, with an origin and a free port for a listener. */
    NodeScripts.Outcome run(String console, int originPort, int listenerPort)
            throws IOException, InterruptedException {
        return new NodeScripts(SCRIPTS, folder, credentials)
                .run(
                        List.of(
                                List.of(
                                        "node",
                                        "console.mjs",
                                        console,
                                        Integer.toString(originPort),
                                        Integer.toString(listenerPort),
                                        folder.toString())));
    }
}
