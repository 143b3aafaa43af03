package io.sixlane.relay.tcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Random flows through one port, many at once. */
final class FlowFlood {
    static final int AT_ONCE = 64;

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private final int port;
    private final Slips slips;
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean stopped;

    FlowFlood(int port, Slips slips) {
        this.port = port;
        this.slips = slips;
    }

    /** Returns when the last one is over, of as many, or before {@link #stop}. */
    void run(int count) {
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < count && !stopped; i++) {
                var flow = new RandomFlow(i);
                room.acquireUninterruptibly();
                threads.execute(
                        () -> {
                            try {
                                ask(flow);
                            } catch (IOException e) {
                                slips.add(flow + ": " + e);
                            } finally {
                                done.incrementAndGet();
                                room.release();
                            }
                        });
            }
        }
    }

    /** Waits for a relay that is away. */
    private void ask(RandomFlow flow) throws IOException {
        while (true) {
            try (var socket = new Socket(LOOPBACK, port)) {
                flow.ask(socket, slips);
                return;
            } catch (ConnectException _) {
                LockSupport.parkNanos(10_000_000);
            } catch (SocketException _) {
                slips.cut(flow + ": before its first byte");
                return;
            }
        }
    }

    int done() {
        return done.get();
    }

    void stop() {
        stopped = true;
    }

    /** Waits until that many more are over. */
    void pass(int more) {
        var until = done.get() + more;
        while (done.get() < until) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
