package io.sixlane.benchmarks.relay;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Puts one column's load on one relay and returns the result. */
final class Load {
    /** iperf3's server may still be busy with the test before. */
    private static final int ATTEMPTS = 5;

    private static final double BITS_PER_GBIT = 1e9;
    private static final double BYTES_PER_GB = 1e9;
    private static final double REQUESTS_PER_UNIT = 10_000;
    private static final double DATAGRAMS_PER_UNIT = 1e6;

    /** Silent connections beside those of {@link Column#CROWD}. */
    private static final int CROWD = 4_000;

    private static final int FRESH_SECONDS = 1;

    /** The first half second is not even yet: streams begin one after the other. */
    private static final int SHAPED_SECONDS = 10;

    private final Arena arena;
    private final int seconds;

    Load(Arena arena, int seconds) {
        this.arena = arena;
        this.seconds = seconds;
    }

    /**
     * @throws LanesLeftException if connections did not go as the relay's row describes
     */
    Sample on(Column column, RunningPeer peer) throws IOException {
        var sample = measured(column, peer);
        peer.check();
        return sample;
    }

    /** The same, wherever connections went. */
    Sample measured(Column column, RunningPeer peer) throws IOException {
        return switch (column.kind()) {
            case BULK, REQUESTS, CONNECTIONS -> throughput(column, peer);
            case FIRST_BYTE -> firstByte(peer, seconds, peer.address());
            case FRESH -> firstByte(peer, FRESH_SECONDS, Backends.ADDRESS);
            case IDLE -> idle(column, peer);
            case CROWD -> crowd(column, peer);
            case DATAGRAMS -> datagrams(column, peer);
            case SHAPED -> shaped(column, peer);
        };
    }

    /** Requests of some connections while many others are silent. */
    private Sample crowd(Column column, RunningPeer peer) throws IOException {
        try (var others = idleClient(peer, CROWD)) {
            others.open();
            return throughput(column, peer);
        }
    }

    private Sample datagrams(Column column, RunningPeer peer) throws IOException {
        var before = peer.cpuSeconds();
        var returned =
                Double.parseDouble(
                        Host.output(
                                        java(
                                                DatagramClient.class,
                                                peer.address(),
                                                Integer.toString(Backends.DATAGRAMS),
                                                Integer.toString(column.connections()),
                                                Integer.toString(column.bytes()),
                                                Integer.toString(seconds)))
                                .strip());
        var cpu = peer.cpuSeconds() - before;
        // Each one crossed the relay twice.
        return new Sample(
                returned / seconds / 1_000, Double.NaN, cpu / (2 * returned / DATAGRAMS_PER_UNIT));
    }

    /** Jain's index of the bytes of the streams, 1 when they are equal. */
    private Sample shaped(Column column, RunningPeer peer) throws IOException {
        var before = peer.cpuSeconds();
        var end =
                ConfigurationJson.mapper()
                        .readTree(
                                Host.output(
                                        arena.client(
                                                iperf(
                                                        column,
                                                        peer,
                                                        Backends.SHAPED,
                                                        SHAPED_SECONDS))))
                        .path("end");
        var cpu = peer.cpuSeconds() - before;
        var shares = new ArrayList<Double>();
        end.path("streams")
                .forEach(stream -> shares.add(stream.path("receiver").path("bytes").asDouble()));
        return new Sample(
                Fairness.index(shares),
                Double.NaN,
                cpu / (end.path("sum_received").path("bytes").asDouble() / BYTES_PER_GB));
    }

    /** System calls and context switches per unit of a column of bulk, requests or connections. */
    Calls calls(Column column, RunningPeer peer) throws IOException {
        return CallMeter.count(peer.processes(), around -> attempted(column, peer, around).units());
    }

    /**
     * @param rate in the column's unit
     * @param units 10⁹ bytes, requests or connections
     */
    private record Done(double rate, double p99Millis, double units, double cpuSeconds) {}

    private Sample throughput(Column column, RunningPeer peer) throws IOException {
        var done = attempted(column, peer, UnaryOperator.identity());
        var units = column.kind() == Column.Kind.BULK ? 1 : REQUESTS_PER_UNIT;
        return new Sample(done.rate(), done.p99Millis(), done.cpuSeconds() / done.units() * units);
    }

    private Done attempted(Column column, RunningPeer peer, UnaryOperator<List<String>> around)
            throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                var before = peer.cpuSeconds();
                var done =
                        column.kind() == Column.Kind.BULK
                                ? bulk(column, peer, around)
                                : http(column, peer, around);
                return new Done(
                        done.rate(), done.p99Millis(), done.units(), peer.cpuSeconds() - before);
            } catch (IOException e) {
                if (attempt == ATTEMPTS || column.kind() != Column.Kind.BULK) {
                    throw e;
                }
                pause();
            }
        }
    }

    private Done bulk(Column column, RunningPeer peer, UnaryOperator<List<String>> around)
            throws IOException {
        var command = iperf(column, peer, Backends.BULK, seconds);
        var received =
                ConfigurationJson.mapper()
                        .readTree(Host.output(around.apply(arena.client(command))))
                        .path("end")
                        .path("sum_received");
        return new Done(
                received.path("bits_per_second").asDouble() / BITS_PER_GBIT,
                Double.NaN,
                received.path("bytes").asDouble() / BYTES_PER_GB,
                Double.NaN);
    }

    private static List<String> iperf(Column column, RunningPeer peer, int port, int duration) {
        var command =
                new ArrayList<>(
                        List.of(
                                "iperf3",
                                "--json",
                                "-c",
                                peer.address(),
                                "-p",
                                Integer.toString(port),
                                "-t",
                                Integer.toString(duration),
                                "-P",
                                Integer.toString(column.connections())));
        if (column.download()) {
            command.add("-R");
        }
        return command;
    }

    private Done http(Column column, RunningPeer peer, UnaryOperator<List<String>> around)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "wrk",
                                "--latency",
                                "-t" + Math.min(2, arena.clientCpus()),
                                "-c" + column.connections(),
                                "-d" + seconds + "s"));
        if (column.kind() == Column.Kind.CONNECTIONS) {
            command.addAll(List.of("-H", "Connection: close"));
        }
        command.add("http://%s:%s/".formatted(literal(peer.address()), Backends.HTTP));
        var report = WrkReport.parse(Host.output(around.apply(arena.client(command))));
        return new Done(
                report.requestsPerSecond() / 1_000,
                report.p99Millis(),
                report.requests(),
                Double.NaN);
    }

    /**
     * @param warmUp the address of uncounted requests
     */
    private Sample firstByte(RunningPeer peer, int duration, String warmUp) throws IOException {
        var micros =
                Double.parseDouble(
                        Host.output(
                                        java(
                                                FirstByteClient.class,
                                                peer.address(),
                                                Integer.toString(Backends.HTTP),
                                                Integer.toString(duration),
                                                warmUp))
                                .strip());
        return new Sample(micros, Double.NaN, Double.NaN);
    }

    /** The relay must be fresh, since it would reuse memory of older connections. */
    private Sample idle(Column column, RunningPeer peer) throws IOException {
        try (var client = idleClient(peer, column.connections())) {
            var before = peer.memoryKb();
            client.open();
            return new Sample(
                    (peer.memoryKb() - before) / column.connections(), Double.NaN, Double.NaN);
        }
    }

    private IdleConnections idleClient(RunningPeer peer, int connections) throws IOException {
        return IdleConnections.ready(
                java(
                        IdleClient.class,
                        peer.address(),
                        Integer.toString(Backends.HTTP),
                        Integer.toString(connections)));
    }

    private List<String> java(Class<?> main, String... arguments) {
        return arena.client(Host.java(main, arguments));
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
