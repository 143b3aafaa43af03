package io.sixlane.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code system-tests/browser/console.mjs}, which uses the console in Chromium.
 *
 * @param folder for its output and, when it fails, its pictures
 * @param credentials of the stack: a file with the header to send, if it asks for one
 */
record BrowserRun(Path folder, Path credentials) {
    private static final int MINUTES = 4;
    private static final Path SCRIPTS = Project.home().resolve("system-tests/browser");

    /**
     * The end of one run.
     *
     * @param words all that it printed
     */
    record Outcome(int exitCode, String words) {}

    /** Uses the console at a URL, with an origin and a free port for a listener. */
    Outcome run(String console, int originPort, int listenerPort)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var installed = execute(List.of("npm", "ci", "--loglevel=error"));
        if (installed.exitCode() != 0) {
            return installed;
        }
        return execute(
                List.of(
                        "node",
                        "console.mjs",
                        console,
                        Integer.toString(originPort),
                        Integer.toString(listenerPort),
                        folder.toString()));
    }

    private Outcome execute(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, command.getFirst(), ".out");
        var builder =
                new ProcessBuilder(command)
                        .directory(SCRIPTS.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        if (Files.exists(credentials)) {
            var header = Files.readString(credentials).strip();
            builder.environment()
                    .put("SIXLANE_AUTHORIZATION", header.substring("Authorization: ".length()));
        }
        var process = builder.start();
        var ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Outcome(ended ? process.exitValue() : -1, Files.readString(output));
    }
}
