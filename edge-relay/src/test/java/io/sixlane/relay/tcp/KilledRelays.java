package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Relays in processes of their own, one after the other: each may be killed, and comes again. */
final class KilledRelays implements AutoCloseable {
    private final int endpointPort;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();
    private long carried;
    private long reused;
    private int kills;

    /**
     * Of the relay that clients come to, in all of its lives.
     *
     * @param carried flows that went over lanes
     */
    record Counts(long carried, long reused) {}

    KilledRelays(int lanes, int endpointPort) throws Exception {
        this.endpointPort = endpointPort;
        try (var sockets = new Ports(lanes + 1)) {
            ports.addAll(sockets.numbers());
        }
        for (var i = 0; i <= lanes; i++) {
            lives.add(new Life(i));
        }
        for (var life : lives) {
            life.ready();
        }
    }

    int port() {
        return ports.getFirst();
    }

    int kills() {
        return kills;
    }

    /** The next one in turn; returns when it is back. */
    void killOne() throws Exception {
        var number = kills % lives.size();
        kills++;
        var killed = lives.get(number);
        killed.kill();
        if (number == 0) {
            carried += killed.now.carried;
            reused += killed.now.reused;
        }
        var next = new Life(number);
        lives.set(number, next);
        next.ready();
    }

    Counts counts() {
        var now = lives.getFirst().now;
        return new Counts(carried + now.carried, reused + now.reused);
    }

    /** All lanes wait, each known to both of its ends, and no relay holds other sockets. */
    void assertNothingIsLost() {
        var before = 0L;
        for (var life : lives) {
            var now = life.now;
            assertThat(now.open).as("%s", lives).isEqualTo(before + now.idle);
            assertThat(life.sockets()).as("sockets of %s", life).isLessThan(now.open + 20);
            before = now.idle;
        }
    }

    @Override
    public String toString() {
        return lives.toString();
    }

    private record State(long open, long idle, long carried, long reused) {}

    /** One process. */
    private final class Life {
        private final Process process;
        private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
        private final List<String> log = new ArrayList<>();
        volatile State now = new State(0, 0, 0, 0);

        Life(int number) throws IOException {
            var command = new ArrayList<String>();
            command.addAll(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RelayOfLanes.class.getName(),
                            String.valueOf(number),
                            String.valueOf(endpointPort)));
            ports.forEach(port -> command.add(String.valueOf(port)));
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            Thread.startVirtualThread(this::read);
        }

        private void read() {
            try (var lines = process.inputReader()) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("counts ")) {
                        var words = line.split(" ");
                        var counts = IntStream.range(1, 5).mapToLong(i -> Long.parseLong(words[i]));
                        var each = counts.toArray();
                        now = new State(each[0], each[1], each[2], each[3]);
                        ready.complete(null);
                    } else if (log.size() < 100) {
                        log.add(line);
                    }
                }
            } catch (IOException _) {
                // ended
            }
            ready.completeExceptionally(new IOException(String.join("\n", log)));
        }

        void ready() throws Exception {
            ready.get(30, TimeUnit.SECONDS);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        long sockets() {
            try (var descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
                return descriptors.filter(KilledRelays::isSocket).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return now + (log.isEmpty() ? "" : " " + log);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }

    /** Ports that nothing else has, found together so that they differ. */
    private record Ports(List<ServerSocket> sockets) implements AutoCloseable {
        Ports(int count) throws IOException {
            this(new ArrayList<>());
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.ofLiteral("::1")));
            }
        }

        List<Integer> numbers() {
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        }

        @Override
        public void close() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (var life : lives) {
            life.kill();
        }
    }
}
