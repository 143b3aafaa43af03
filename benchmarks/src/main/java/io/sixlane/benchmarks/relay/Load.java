package io.sixlane.benchmarks.relay;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts one column's load on one relay and returns the result. */
final class Load {
    /** iperf3's server may still be busy with the test before. */
    private static final int ATTEMPTS = 5;

    private static final double BITS_PER_GBIT = 1e9;
    private static final double BYTES_PER_GB = 1e9;
    private static final double REQUESTS_PER_UNIT = 10_000;

    private final Arena arena;
    private final int seconds;

    Load(Arena arena, int seconds) {
        this.arena = arena;
        this.seconds = seconds;
    }

    Sample on(Column column, RunningPeer peer) throws IOException {
        return switch (column.kind()) {
            case BULK -> bulk(column, peer);
            case REQUESTS -> http(column, peer, List.of());
            case CONNECTIONS -> http(column, peer, List.of("-H", "Connection: close"));
            case FIRST_BYTE -> firstByte(peer);
            case IDLE -> idle(column, peer);
        };
    }

    private Sample bulk(Column column, RunningPeer peer) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "iperf3",
                                "--json",
                                "-c",
                                peer.address(),
                                "-p",
                                Integer.toString(Backends.BULK),
                                "-t",
                                Integer.toString(seconds),
                                "-P",
                                Integer.toString(column.connections())));
        if (column.download()) {
            command.add("-R");
        }
        for (var attempt = 1; ; attempt++) {
            var before = peer.cpuSeconds();
            try {
                var received =
                        ConfigurationJson.mapper()
                                .readTree(Host.output(arena.client(command)))
                                .path("end")
                                .path("sum_received");
                var cpu = peer.cpuSeconds() - before;
                return new Sample(
                        received.path("bits_per_second").asDouble() / BITS_PER_GBIT,
                        Double.NaN,
                        cpu / (received.path("bytes").asDouble() / BYTES_PER_GB));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private Sample http(Column column, RunningPeer peer, List<String> header) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "wrk",
                                "--latency",
                                "-t" + Math.min(2, arena.clientCpus()),
                                "-c" + column.connections(),
                                "-d" + seconds + "s"));
        command.addAll(header);
        command.add("http://%s:%s/".formatted(literal(peer.address()), Backends.HTTP));
        var before = peer.cpuSeconds();
        var report = WrkReport.parse(Host.output(arena.client(command)));
        var cpu = peer.cpuSeconds() - before;
        return new Sample(
                report.requestsPerSecond() / 1_000,
                report.p99Millis(),
                cpu / (report.requests() / REQUESTS_PER_UNIT));
    }

    private Sample firstByte(RunningPeer peer) throws IOException {
        var micros =
                Double.parseDouble(
                        Host.output(
                                        java(
                                                FirstByteClient.class,
                                                peer.address(),
                                                Integer.toString(Backends.HTTP),
                                                Integer.toString(seconds)))
                                .strip());
        return new Sample(micros, Double.NaN, Double.NaN);
    }

    /** The relay must be fresh, since it would reuse memory of older connections. */
    private Sample idle(Column column, RunningPeer peer) throws IOException {
        var client =
                new ProcessBuilder(
                                java(
                                        IdleClient.class,
                                        peer.address(),
                                        Integer.toString(Backends.HTTP),
                                        Integer.toString(column.connections())))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = client.inputReader();
                var input = client.outputWriter()) {
            expect("ready", output.readLine());
            var before = peer.memoryKb();
            input.write("open\n");
            input.flush();
            expect("open", output.readLine());
            return new Sample(
                    (peer.memoryKb() - before) / column.connections(), Double.NaN, Double.NaN);
        } finally {
            Ending.end(client);
        }
    }

    private List<String> java(Class<?> main, String... arguments) {
        return arena.client(Host.java(main, arguments));
    }

    private static void expect(String word, @Nullable String output) throws IOException {
        if (!word.equals(output)) {
            throw new IOException("the client answered " + output + " instead of " + word);
        }
    }

    private static String literal(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static void pause() throws IOException {
        try {
            // Without a permit this waits.
            new Semaphore(0).tryAcquire(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
