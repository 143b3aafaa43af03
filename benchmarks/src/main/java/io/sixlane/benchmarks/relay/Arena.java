package io.sixlane.benchmarks.relay;

import io.sixlane.configuration.image.AcceleratorImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
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
    private static final int FIRST_HTTP = 9_000;

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
            arena.backend("bulk", Backends.bulk(Backends.BULK), Backends.BULK);
            arena.backend("shaped", Backends.bulk(Backends.SHAPED), Backends.SHAPED);
            arena.backend("http", Backends.http(http, cpus.loadCount()), Backends.HTTP);
            arena.backend("log", Host.java(LogSink.class));
            arena.backend("datagrams", Host.java(DatagramEcho.class));
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
        return switch (peer) {
            case Peer.None(var name) -> new RunningPeer.Direct(name, Backends.ADDRESS);
            case Peer.Lanes lanes ->
                    new StartingLanes(this, lanes, folder.resolve("fleet")).start();
            case Peer.Sixlane sixlane -> {
                var place = place(sixlane.name());
                var image = RelayImage.of(sixlane.region(), place.address());
                if (broker != null) {
                    broker.publish(image);
                }
                yield start(sixlane, place, image, Backends.PORTS);
            }
            case Peer.HaProxy haproxy -> {
                var place = place(haproxy.name());
                var command = haproxy.command(place.folder(), place.address());
                yield start(haproxy.name(), place, command, Map.of(), Backends.PORTS);
            }
            case Peer.Nginx nginx -> {
                var place = place(nginx.name());
                var command = nginx.command(place.folder(), place.address(), cpus.relayCount());
                yield start(nginx.name(), place, command, Map.of(), Backends.PORTS);
            }
        };
    }

    /** Where one process is. */
    record Place(int number, String address, Path folder) {
        Path log() {
            return folder.resolve("log");
        }
    }

    /** A new one. */
    Place place(String name) throws IOException {
        var number = ++addresses;
        var address = String.format(Locale.ROOT, "fd00:6::%x", number);
        loopback.addAddress(address);
        var own = Files.createDirectory(folder.resolve(name + "-" + number));
        return new Place(number, address, own);
    }

    /** Returns when it listens on those ports. */
    RunningPeer start(Peer.Sixlane relay, Place place, AcceleratorImage image, List<Integer> ports)
            throws IOException {
        var environment =
                new HashMap<>(
                        relay.environment(
                                place.folder(), place.address(), FIRST_HTTP + place.number()));
        environment.put("SIXLANE_KAFKA_SETTINGS", Broker.settingsFile(folder.resolve("kafka")));
        return start(
                relay.name(),
                place,
                relay.command(place.folder(), image, relayJar),
                environment,
                ports);
    }

    private RunningPeer start(
            String name,
            Place place,
            List<String> command,
            Map<String, String> environment,
            List<Integer> ports)
            throws IOException {
        var meter = CpuMeter.create(name + "-" + place.number());
        var process =
                process(
                        loopback.command(cpus.relay(), meter.cgroup(), command),
                        place.log(),
                        environment);
        var running = new RunningPeer.Running(name, place.address(), process, meter);
        peers.push(running);
        try {
            for (var port : ports) {
                awaitListening(process, place.log(), place.address(), port);
            }
            return running;
        } catch (IOException e) {
            running.close();
            throw e;
        }
    }

    /**
     * Lets relays find the configuration.
     *
     * @throws IllegalStateException without a broker
     */
    void publish(AcceleratorImage image) throws IOException {
        if (broker == null) {
            throw new IllegalStateException("no broker was started");
        }
        broker.publish(image);
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
        awaitListening(backend(name, command), log(name), Backends.ADDRESS, port);
    }

    private Process backend(String name, List<String> command) throws IOException {
        var process = process(loopback.command(cpus.load(), null, command), log(name), Map.of());
        backends.push(process);
        return process;
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
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
