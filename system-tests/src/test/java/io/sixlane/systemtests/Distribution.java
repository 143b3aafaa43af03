package io.sixlane.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./sixlane dist} makes, unpacked elsewhere, on a host without the tools of a build.
 *
 * @param home of the launcher
 * @param path value of PATH: everything of this host except what a distribution must not need
 */
record Distribution(Path home, String path) {
    private static final Set<String> NOT_NEEDED =
            Set.of("node", "nodejs", "npm", "npx", "mvn", "java", "javac");

    /** Packs the jars of this build, without archives, which take a start to record. */
    static Distribution unpackedIn(Path folder) throws Exception {
        Files.createDirectories(folder);
        run(
                Project.home(),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                Project.home().resolve("standalone/dist.sh").toString(),
                Project.home().toString(),
                "--without-archives");
        var packed = packed();
        assertThat(Files.readString(packed.resolveSibling(packed.getFileName() + ".sha256"), UTF_8))
                .isEqualTo("%s  %s\n".formatted(sha256(packed), packed.getFileName()));
        run(folder, Map.of(), "tar", "-xzf", packed.toString());
        var name = packed.getFileName().toString().replace(".tar.gz", "");
        return new Distribution(folder.resolve(name), hostWithoutTools(folder.resolve("bin")));
    }

    /** Removes what it unpacked, which is large. */
    void delete() throws Exception {
        run(Objects.requireNonNull(home.getParent()), Map.of(), "rm", "-rf", home.toString());
    }

    String launcher() {
        return home.resolve("sixlane").toString();
    }

    /** The output of a command that ends with 0. */
    String run(String... words) throws Exception {
        var command = new ArrayList<>(List.of(launcher()));
        command.addAll(List.of(words));
        return run(home, Map.of("PATH", path), command.toArray(String[]::new));
    }

    private static Path packed() throws IOException {
        try (var files = Files.list(Project.home().resolve("target"))) {
            var packed = files.filter(file -> file.toString().endsWith(".tar.gz")).toList();
            assertThat(packed).hasSize(1);
            return packed.getFirst();
        }
    }

    private static String hostWithoutTools(Path bin) throws IOException {
        Files.createDirectories(bin);
        for (var folder : List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin")) {
            if (!Files.isDirectory(Path.of(folder))) {
                continue;
            }
            try (var commands = Files.list(Path.of(folder))) {
                for (var command : commands.toList()) {
                    var link = bin.resolve(command.getFileName());
                    if (!NOT_NEEDED.contains(command.getFileName().toString())
                            && !Files.isSymbolicLink(link)) {
                        Files.createSymbolicLink(link, command);
                    }
                }
            }
        }
        return bin.toString();
    }

    private static String run(Path folder, Map<String, String> variables, String... command)
            throws Exception {
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), output).isZero();
        return output;
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
