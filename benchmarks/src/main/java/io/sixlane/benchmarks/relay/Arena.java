package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A loopback network with backends; starts relays and clients in it. */
final class Arena implements AutoCloseable {
    private static final int POLLS = 600;
    private static final long POLL_MILLIS = 100;

    private final Deque<Process> backends = new ArrayDeque<>();

    /** All that were started; closing one again does nothing. */
    private final Deque<RunningPeer> peers = new ConcurrentLinkedDeque<>();

    private final Path folder;
    private final Loopback loopback;
    private final Cpus cpus;
    private final Path relayJar;
    private @Nullable Broker broker;
    private int addresses;

    private Arena(Path folder, Loopback loopback, Cpus cpus, Path relayJar) {
        this.folder = folder;
        this.loopback = loopback;
        this.cpus = cpus;
        this.relayJar = relayJar;
    }

    static Arena open(Cpus cpus, Path relayJar) throws IOException {
        var folder = Files.createTempDirectory("sixlane-bench");
        var arena = new Arena(folder, Loopback.create(), cpus, relayJar);
        try {
            var http = Files.createDirectory(folder.resolve("http"));
            arena.backend("bulk", Backends.bulk(), Backends.BULK);
            arena.backend("http", Backends.http(http, cpus.loadCount()), Backends.HTTP);
            return arena;
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    /** Kafka, for relays that are started after it; they find their configuration there. */
    void startBroker() throws IOException {
        broker = Broker.start(this, Files.createDirectory(folder.resolve("kafka")));
    }

    /**
     * Records that relays have written to the topic.
     *
     * @throws IllegalStateException without a broker
     */
    long written(String topic) throws IOException {
        if (broker == null) {
            throw new IllegalStateException("no broker was started");
        }
        return broker.written(topic);
    }

    /** Returns when it listens on all ports. */
    RunningPeer start(Peer peer) throws IOException {
        if (peer instanceof Peer.None(var name)) {
            return new RunningPeer.Direct(name, Backends.ADDRESS);
        }
        var number = ++addresses;
        var address = String.format(Locale.ROOT, "fd00:6::%x", number);
        loopback.addAddress(address);
        var own = Files.createDirectory(folder.resolve(peer.name() + "-" + number));
        if (broker != null && peer instanceof Peer.Sixlane sixlane) {
            broker.publish(RelayImage.of(sixlane.region(), address));
        }
        Map<String, String> environment =
                peer instanceof Peer.Sixlane sixlane
                        ? sixlane.environment(own, address, 9_000 + number)
                        : Map.of();
        var command =
                switch (peer) {
                    case Peer.HaProxy haproxy -> haproxy.command(own, address);
                    case Peer.Nginx nginx -> nginx.command(own, address, cpus.relayCount());
                    case Peer.Sixlane sixlane -> sixlane.command(own, address, relayJar);
                    case Peer.None none -> throw new IllegalStateException(none.name());
                };
        var meter = CpuMeter.create(peer.name() + "-" + number);
        var process =
                process(
                        loopback.command(cpus.relay(), meter.cgroup(), command),
                        own.resolve("log"),
                        environment);
        var running = new RunningPeer.Running(peer.name(), address, process, meter);
        peers.push(running);
        try {
            for (var port : Backends.PORTS) {
                awaitListening(process, own.resolve("log"), address, port);
            }
            return running;
        } catch (IOException e) {
            running.close();
            throw e;
        }
    }

    /** The command that runs a client in here. */
    List<String> client(List<String> command) {
        return loopback.command(cpus.load(), null, command);
    }

    /** The number of CPUs that clients and backends may use. */
    int clientCpus() {
        return cpus.loadCount();
    }

    private void backend(String name, List<String> command, int port) throws IOException {
        var log = folder.resolve(name + ".log");
        var process = process(loopback.command(cpus.load(), null, command), log, Map.of());
        backends.push(process);
        awaitListening(process, log, Backends.ADDRESS, port);
    }

    private static Process process(List<String> command, Path log, Map<String, String> environment)
            throws IOException {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void awaitListening(Process process, Path log, String address, int port)
            throws IOException {
        try {
            for (var poll = 0; poll < POLLS; poll++) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            "ended with %s: %s"
                                    .formatted(process.exitValue(), Files.readString(log)));
                }
                if (Listening.on(process.pid(), address, port)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        throw new IOException(
                "nothing listens on %s port %s: %s"
                        .formatted(address, port, Files.readString(log)));
    }

    @Override
    public synchronized void close() throws IOException {
        for (var peer : peers) {
            peer.close();
        }
        if (broker != null) {
            broker.close();
        }
        while (!backends.isEmpty()) {
            Ending.end(backends.pop());
        }
        loopback.close();
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
