package io.sixlane.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One local stack as a user starts it: a process, on ports and a data folder of its own. */
final class LocalStack implements AutoCloseable {
    /** Added to each port, so that the tests run beside a stack in use. */
    static final int PORT_OFFSET = 10_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private final Process supervisor;
    private final Path output;
    private final Path log;

    private LocalStack(Process supervisor, Path output, Path log) {
        this.supervisor = supervisor;
        this.output = output;
        this.log = log;
    }

    /** Starts {@code ./sixlane ARGUMENTS} of a distribution; {@code folder} outlives it. */
    static LocalStack start(Distribution distribution, Path folder, String... arguments) {
        return start(
                List.of(distribution.launcher()),
                Map.of("PATH", distribution.path()),
                folder,
                arguments);
    }

    /** As {@code ./sixlane ARGUMENTS} among the sources, without building and recording. */
    static LocalStack startFromSources(Path folder, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = Project.home().resolve("standalone/target/standalone.jar").toString();
        return start(
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsixlane.home=" + Project.home(),
                        "-jar",
                        jar),
                Map.of(),
                folder,
                Stream.concat(Stream.of(arguments), Stream.of("--no-recording"))
                        .toArray(String[]::new));
    }

    private static LocalStack start(
            List<String> program, Map<String, String> variables, Path folder, String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "--data-folder",
                        folder.toString(),
                        "--port-offset",
                        Integer.toString(PORT_OFFSET)));
        try {
            Files.createDirectories(folder);
            var output = Files.createTempFile(folder, "stdout", ".json");
            var log = Files.createTempFile(folder, "stderr", ".log");
            var builder =
                    new ProcessBuilder(command)
                            .redirectOutput(output.toFile())
                            .redirectError(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // A locale with digits of its own, for the supervisor and all that it starts.
            builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG");
            builder.environment().putAll(variables);
            return new LocalStack(builder.start(), output, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for it to end by itself. */
    int exitCode(Duration atMost) throws InterruptedException {
        if (!supervisor.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + atMost + "\n" + words());
        }
        return supervisor.exitValue();
    }

    /** Its standard output. */
    JsonNode document() {
        return JSON.readTree(output.toFile());
    }

    /** Its standard error, for the person at the terminal. */
    String words() {
        try {
            return Files.readString(output) + Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own and those that it started. */
    List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(supervisor.toHandle()), supervisor.descendants()).toList();
    }

    boolean isRunning() {
        return supervisor.isAlive();
    }

    /** The body of a GET at the gateway, with the owner's credentials in the data folder. */
    static JsonNode get(Path folder, String path) throws IOException, InterruptedException {
        var header = Files.readString(folder.resolve("credentials")).strip().split(": ", 2);
        var request =
                HttpRequest.newBuilder(gateway(path))
                        .timeout(Duration.ofSeconds(5))
                        .header(header[0], header[1])
                        .build();
        return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Redeems the token of a link. */
    static HttpResponse<String> signIn(String token) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(gateway("/login/ott"))
                        .timeout(Duration.ofSeconds(5))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The caller that the gateway sees behind a cookie. */
    static JsonNode me(String cookie) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(gateway("/v1/me"))
                        .timeout(Duration.ofSeconds(5))
                        .header("Cookie", cookie)
                        .build();
        return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    static URI gateway(String path) {
        return URI.create("http://127.0.0.1:" + (8080 + PORT_OFFSET) + path);
    }

    static HttpResponse<String> fetch(String url) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** kill -9 of the supervisor alone; what it started is left behind. */
    void killSupervisor() throws InterruptedException {
        supervisor.destroyForcibly().waitFor();
    }

    /** kill -9 of one of its children, by a word in its command line. */
    void killChild(String word) {
        supervisor
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(word))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        supervisor.destroy();
        try {
            if (supervisor.waitFor(60, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
        supervisor.destroyForcibly();
        throw new AssertionError("did not end within 60 s of SIGTERM\n" + words());
    }
}
