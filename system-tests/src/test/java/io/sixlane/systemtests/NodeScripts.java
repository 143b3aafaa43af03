package io.sixlane.systemtests;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts of Node.js with their packages, beside a running stack.
 *
 * @param scripts the folder with their {@code package.json}
 * @param folder for their output
 * @param credentials of the stack: a file with the header to send, if it asks for one
 */
record NodeScripts(Path scripts, Path folder, Path credentials) {
    private static final int MINUTES = 4;

    /**
     * The end of one run.
     *
     * @param words all that it printed
     */
    record Outcome(int exitCode, String words) {}

    /** One command after the other, up to the first that fails; the packages come first. */
    Outcome run(List<List<String>> commands) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var outcome = execute(List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"));
        for (var command : commands) {
            if (outcome.exitCode() != 0) {
                return outcome;
            }
            outcome = execute(command);
        }
        return outcome;
    }

    private Outcome execute(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, command.getFirst(), ".out");
        var builder =
                new ProcessBuilder(command)
                        .directory(scripts.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        if (Files.exists(credentials)) {
            var header = Files.readString(credentials).strip();
            builder.environment()
                    .put("SIXLANE_AUTHORIZATION", header.substring("Authorization: ".length()));
            builder.environment()
                    .put("SIXLANE_DATA_FOLDER", requireNonNull(credentials.getParent()).toString());
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
