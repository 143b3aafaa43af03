package io.sixlane.relay.handover;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients that send random bytes through a relay to {@link Mortal} endpoints and compare what comes
 * back. A connection may be lost only by the death of its endpoint: one that got the endpoint's
 * number only if that endpoint says so; one that did not only if some endpoint died in its time.
 */
final class CheckedTraffic {
    private static final int LONGEST = 8 << 10;
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private final List<Mortal> endpoints;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger lasting = new AtomicInteger();
    private final LongAdder connections = new LongAdder();
    private final LongAdder exchanges = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder lasted = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final long startedNanos = System.nanoTime();
    private volatile boolean stopped;

    CheckedTraffic(int port, List<Mortal> endpoints) {
        this.port = port;
        this.endpoints = List.copyOf(endpoints);
    }

    /**
     * @param lasting clients that stay connected as long as they can
     * @param brief clients that connect, exchange once and close, over and over
     */
    void start(int lasting, int brief) {
        for (var seed = 0; seed < lasting + brief; seed++) {
            var random = new SplittableRandom(seed);
            var exchangesEach = seed < lasting ? Long.MAX_VALUE : 1;
            clients.add(Thread.startVirtualThread(() -> run(random, exchangesEach)));
        }
    }

    /** Lets every client end its last exchange. */
    void stop() throws InterruptedException {
        stopped = true;
        for (var client : clients) {
            client.join();
        }
    }

    /** Lasting connections that are open. */
    int lasting() {
        return lasting.get();
    }

    /** That ended, whichever way. */
    long connections() {
        return connections.sum();
    }

    long exchanges() {
        return exchanges.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /** Connections lost because their endpoint died. */
    long cut() {
        return cut.sum();
    }

    /** Connections lost on their way to an endpoint while one died. */
    long unanswered() {
        return unanswered.sum();
    }

    /** Connections that were a client's first one and its last. */
    long lastedFromTheBeginning() {
        return lasted.sum();
    }

    /** Wrong bytes, connections refused, connections lost although their endpoint lived. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private void run(SplittableRandom random, long exchangesEach) {
        while (!stopped && failures.size() < 20) {
            var connection = new Connection(numbers.incrementAndGet());
            try {
                connection.run(random, exchangesEach);
                lasted.add(stopped && connection.number <= clients.size() ? 1 : 0);
            } catch (IOException e) {
                connection.lost(e);
            }
            connections.increment();
        }
    }

    private final class Connection {
        private final long number;
        private final List<Integer> diedBefore =
                endpoints.stream().map(Mortal::endedDeaths).toList();
        private final long begunNanos = System.nanoTime();
        private int endpoint = -1;
        private int answers;

        private Connection(long number) {
            this.number = number;
        }

        private void run(SplittableRandom random, long exchangesEach) throws IOException {
            try (var socket = new Socket()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(InetAddress.ofLiteral("::1"), port), PATIENCE_MILLIS);
                socket.getOutputStream()
                        .write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
                endpoint = socket.getInputStream().read();
                if (endpoint < 0) {
                    throw new EOFException("before the endpoint's number");
                }
                var lasts = exchangesEach > 1;
                lasting.addAndGet(lasts ? 1 : 0);
                try {
                    while (!stopped && answers < exchangesEach) {
                        exchange(socket, random);
                    }
                } finally {
                    lasting.addAndGet(lasts ? -1 : 0);
                }
            }
        }

        private void exchange(Socket socket, SplittableRandom random) throws IOException {
            var sent = new byte[1 + random.nextInt(LONGEST)];
            random.nextBytes(sent);
            socket.getOutputStream().write(sent);
            var back = socket.getInputStream().readNBytes(sent.length);
            if (!Arrays.equals(sent, 0, back.length, back, 0, back.length)) {
                failures.add("wrong bytes came back on " + this);
            }
            if (back.length < sent.length) {
                throw new EOFException("in the middle of an answer");
            }
            answers++;
            exchanges.increment();
            bytes.add(sent.length);
        }

        private void lost(IOException cause) {
            if (endpoint >= 0 && endpoints.get(endpoint).hasCut(number)) {
                cut.increment();
            } else if (endpoint < 0 && someDiedMeanwhile()) {
                unanswered.increment();
            } else {
                failures.add("%s: %s".formatted(this, cause));
            }
        }

        private boolean someDiedMeanwhile() {
            for (var i = 0; i < diedBefore.size(); i++) {
                if (endpoints.get(i).begunDeaths() > diedBefore.get(i)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return "connection %s to endpoint %s, %s answers, from %s to %s ms"
                    .formatted(
                            number,
                            endpoint,
                            answers,
                            millis(begunNanos),
                            millis(System.nanoTime()));
        }
    }

    private long millis(long nanos) {
        return Duration.ofNanos(nanos - startedNanos).toMillis();
    }
}
