package io.sixlane.benchmarks.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs of this machine. */
public final class Host {
    /** Program to the Debian package it comes with. */
    private static final Map<String, String> NEEDED =
            Map.of(
                    "haproxy", "haproxy",
                    "nginx", "libnginx-mod-stream nginx",
                    "iperf3", "iperf3",
                    "wrk", "wrk",
                    "ip", "iproute2",
                    "nsenter", "util-linux",
                    "taskset", "util-linux");

    private static final List<Path> FOLDERS =
            List.of(
                    Path.of("/usr/local/sbin"),
                    Path.of("/usr/local/bin"),
                    Path.of("/usr/sbin"),
                    Path.of("/usr/bin"),
                    Path.of("/sbin"),
                    Path.of("/bin"));

    private static final List<Path> STREAM_MODULES =
            List.of(
                    Path.of("/usr/lib/nginx/modules/ngx_stream_module.so"),
                    Path.of("/usr/lib64/nginx/modules/ngx_stream_module.so"));

    private Host() {}

    /** The obstacles to running the benchmark here, with remedies; empty without any. */
    static List<String> hindrances() throws IOException {
        var hindrances = new ArrayList<String>();
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return List.of("The relay benchmark runs on Linux only: it needs network namespaces.");
        }
        if (!"0".equals(output(List.of("id", "-u")).strip())) {
            hindrances.add("It makes a network namespace and must run as root: try sudo.");
        }
        var away = NEEDED.keySet().stream().filter(name -> find(name).isEmpty()).sorted().toList();
        if (!away.isEmpty()) {
            hindrances.add(
                    "Missing: %s. Debian, Ubuntu: apt-get install %s"
                            .formatted(
                                    String.join(", ", away),
                                    String.join(
                                            " ",
                                            away.stream().map(NEEDED::get).distinct().toList())));
        }
        return hindrances;
    }

    /** Empty when nginx was built with it, else where Debian and Red Hat put it. */
    static Optional<Path> streamModule() {
        return STREAM_MODULES.stream().filter(Files::exists).findFirst();
    }

    /** Finds a program in the usual folders. */
    public static Optional<Path> find(String program) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs it to its end.
     *
     * @return what it printed, errors too
     * @throws IOException when it fails or takes more than five minutes
     */
    public static String output(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            process.getOutputStream().close();
            var text = new String(out.readAllBytes(), UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IOException("no end after 5 minutes: " + String.join(" ", command));
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "%s ended with %s: %s"
                                .formatted(
                                        String.join(" ", command),
                                        process.exitValue(),
                                        text.strip()));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The command that runs another class of this JVM's class path. */
    static List<String> java(Class<?> main, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
