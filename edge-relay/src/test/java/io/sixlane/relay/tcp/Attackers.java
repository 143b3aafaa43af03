package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Hostile clients; all their connections end with them. */
final class Attackers implements AutoCloseable {
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong acts = new AtomicLong();
    private volatile boolean ended;

    /** Clients that do one thing over and over. */
    Attackers(InetSocketAddress target, Attack attack) {
        this.target = target;
        for (var i = 0; i < attack.clients(); i++) {
            threads.add(Thread.startVirtualThread(() -> repeat(attack)));
        }
    }

    /** Clients that connect and wait for an answer. */
    Attackers(InetSocketAddress target, int clients) {
        this.target = target;
        for (var i = 0; i < clients; i++) {
            threads.add(Thread.startVirtualThread(this::connectOnce));
        }
    }

    private void repeat(Attack attack) {
        while (!ended) {
            try (var socket = connect()) {
                open.add(socket);
                acts.incrementAndGet();
                attack.act(socket);
                open.remove(socket);
            } catch (IOException _) {
                // refused, reset or closed by the test
            }
        }
    }

    private void connectOnce() {
        try {
            var socket = connect();
            open.add(socket);
            socket.getOutputStream().write('a');
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Socket connect() throws IOException {
        var random = ThreadLocalRandom.current();
        var socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        var source = "127.%s.%s.%s".formatted(random.nextInt(1, 255), random.nextInt(255), 1);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(source), 0));
        socket.connect(target, 5_000);
        return socket;
    }

    long acts() {
        return acts.get();
    }

    void awaitConnected() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
        assertThat(open).hasSameSizeAs(threads);
    }

    /** Resets every connection. */
    void abort() throws IOException {
        for (var socket : open) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        for (var socket : open) {
            socket.close();
        }
        threads.forEach(Thread::interrupt);
    }
}
