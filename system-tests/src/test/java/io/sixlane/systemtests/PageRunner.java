package io.sixlane.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Pastes the commands of a page into a shell, beside a running stack.
 *
 * @param folder where the shells work, each in a folder of its own with {@code ./sixlane}
 * @param launcher the program behind {@code ./sixlane}
 * @param credentials the owner's, which lie in {@code .sixlane} beside {@code ./sixlane}
 * @param variables by which the pages find the stack
 */
record PageRunner(Path folder, String launcher, Path credentials, Map<String, String> variables) {
    private static final int MINUTES = 4;

    /** A page that fails leaves no server behind, which would hold the ports of the next run. */
    private static final String END_SERVERS = "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n";

    /**
     * The result of one page.
     *
     * @param words all that its commands printed
     */
    record Outcome(Path page, int exitCode, String words) {}

    Outcome run(PageCommands commands) throws IOException, InterruptedException {
        var work = folder.resolve(commands.page().getFileName().toString());
        Files.createDirectories(work);
        Files.createSymbolicLink(work.resolve("sixlane"), Path.of(launcher));
        Files.createSymbolicLink(
                Files.createDirectories(work.resolve(".sixlane")).resolve("credentials"),
                credentials);
        var script = Files.writeString(work.resolve("page.sh"), END_SERVERS + commands.script());
        var output = work.resolve("page.out");
        var builder =
                new ProcessBuilder("bash", script.toString())
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        var shell = builder.start();
        var ended = shell.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly().waitFor();
        }
        return new Outcome(
                commands.page(), ended ? shell.exitValue() : -1, Files.readString(output));
    }
}
