package io.sixlane.testsupport;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forwards TCP connections to one target, byte for byte, and breaks them on demand.
 *
 * <p>A half-close of either side is passed on; a reset of either side becomes a reset of the other.
 * Buffers are small (64 KiB each), so a stall soon reaches a sender. Any thread may call.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private volatile InetSocketAddress target;
    private final ServerSocket server;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private boolean stalled;

    private FaultProxy(InetSocketAddress target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /** Listens on a free loopback port, {@link #port}. */
    public static FaultProxy to(InetSocketAddress target) {
        try {
            var server = new ServerSocket();
            server.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var proxy = new FaultProxy(target, server);
            Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a fault proxy to " + target, e);
        }
    }

    /** The port on 127.0.0.1, 1 to 65535. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections reached the target and are not closed on both sides. */
    public int openConnections() {
        return connections.size();
    }

    /** Leads to another target from the next connection on, as an address that moved. */
    public void redirect(InetSocketAddress other) {
        target = other;
    }

    /** Sends RST to the clients of all open connections, and to the target. */
    public void reset() {
        connections.forEach(Connection::reset);
    }

    /** Sends FIN to the clients of all open connections; what they send still continues. */
    public void halfCloseToClients() {
        connections.forEach(connection -> shutdownOutput(connection.client));
    }

    /** Sends FIN to the target on all open connections; what it sends still comes back. */
    public void halfCloseToTarget() {
        connections.forEach(connection -> shutdownOutput(connection.upstream));
    }

    /** Reads nothing more from either side until {@link #resume}; connections stay open. */
    public void stall() {
        setStalled(true);
    }

    /** Continues where {@link #stall} stopped, without loss. */
    public void resume() {
        setStalled(false);
    }

    /** Resets what is open and listens no more: the next connect is refused. */
    @Override
    public void close() {
        closeQuietly(server);
        reset();
        resume();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                closeQuietly(server);
            }
        }
    }

    private void connect(Socket client) {
        var upstream = new Socket();
        try {
            upstream.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            upstream.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
            client.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
            upstream.connect(target, 5_000);
        } catch (IOException e) {
            resetQuietly(client);
            closeQuietly(upstream);
            return;
        }
        var connection = new Connection(client, upstream);
        connections.add(connection);
        if (server.isClosed()) {
            connection.reset();
        }
        var back = Thread.ofVirtual().start(() -> copy(connection, upstream, client));
        copy(connection, client, upstream);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(client);
            closeQuietly(upstream);
            connections.remove(connection);
        }
    }

    private void copy(Connection connection, Socket from, Socket to) {
        var buffer = new byte[16 * 1024];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            awaitResumed();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitResumed();
                if (!to.isOutputShutdown()) {
                    out.write(buffer, 0, read);
                }
                awaitResumed();
            }
            awaitResumed();
            shutdownOutput(to);
        } catch (IOException e) {
            connection.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.reset();
        }
    }

    private void awaitResumed() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (stalled) {
                resumed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void setStalled(boolean value) {
        lock.lock();
        try {
            stalled = value;
            resumed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private record Connection(Socket client, Socket upstream) {
        void reset() {
            resetQuietly(client);
            resetQuietly(upstream);
        }
    }

    private static void shutdownOutput(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(socket);
        }
    }

    /** Closing with linger 0 sends RST. */
    private static void resetQuietly(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already, so there is nothing left to reset
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
