package io.sixlane.systemtests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Compiles and runs {@code system-tests/clients/six-steps.ts}: a client of openapi-fetch, with the
 * types that openapi-typescript makes of the API's document.
 *
 * @param folder for its output
 * @param credentials of the stack
 */
record GeneratedClient(Path folder, Path credentials) {
    private static final Path SCRIPTS = Project.home().resolve("system-tests/clients");

    /** Forwards a free port to an origin; prints the accelerator and its URL. */
    NodeScripts.Outcome run(String api, int listenerPort, int originPort)
            throws IOException, InterruptedException {
        return new NodeScripts(SCRIPTS, folder, credentials)
                .run(
                        List.of(
                                List.of("npx", "tsc"),
                                List.of(
                                        "node",
                                        "dist/system-tests/clients/six-steps.js",
                                        api,
                                        Integer.toString(listenerPort),
                                        Integer.toString(originPort))));
    }
}
