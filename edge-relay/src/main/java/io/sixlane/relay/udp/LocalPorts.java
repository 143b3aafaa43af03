package io.sixlane.relay.udp;

import io.sixlane.relay.forward.NoPortException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * The local ports of the sockets that are connected to endpoints, all event loops of one path
 * together.
 *
 * <p>A session takes a port that no socket of this host has, which the kernel picks at random
 * (source: RFC 6056). When none is left, sessions to different endpoints share the ports of this
 * path: a port is bound alone first and may be shared afterwards, so no other process can ever be
 * connected from it to the same endpoint. Safe for several threads.
 */
final class LocalPorts {
    private static final int PORTS = 1 << 16;

    /**
     * Pause before asking the kernel again for a free port after it had none: its search is slow.
     */
    private static final long NONE_LEFT_NANOS = 200_000_000;

    /** A stranger may have bound a port between two looks at it. */
    private static final int MAX_TRIES = 4;

    private final int most;
    private final LongSupplier nanoTime;

    /** Sockets on each port that this path bound alone first. */
    private final int[] sockets = new int[PORTS];

    private final BitSet owned = new BitSet(PORTS);
    private final Map<InetSocketAddress, BitSet> usedToward = new HashMap<>();
    private boolean noneLeft;
    private long noneLeftNanos;

    /** Opens a socket that is connected to one endpoint. */
    @FunctionalInterface
    interface Connector {
        /**
         * @param port 0 for one that no other socket has; else it is shared
         * @return the socket's own address
         * @throws NoPortException when there is no such port
         * @throws IOException with the system's reason; the socket is closed
         */
        InetSocketAddress connect(int port) throws IOException;
    }

    /**
     * @param most ports that are taken from the host; the others are left to its other sockets
     */
    LocalPorts(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /**
     * Connects a socket to {@code endpoint}; {@link #close} gives its port back.
     *
     * @throws NoPortException when every port is connected to this endpoint already
     */
    InetSocketAddress connect(InetSocketAddress endpoint, Connector connector) throws IOException {
        if (mayTakeAnother()) {
            try {
                var local = connector.connect(0);
                took(endpoint, local.getPort());
                return local;
            } catch (NoPortException _) {
                sawNoneLeft();
            }
        }
        return share(endpoint, connector);
    }

    private synchronized boolean mayTakeAnother() {
        if (noneLeft && nanoTime.getAsLong() - noneLeftNanos >= NONE_LEFT_NANOS) {
            noneLeft = false;
        }
        return !noneLeft && owned.cardinality() < most;
    }

    private synchronized void sawNoneLeft() {
        noneLeft = true;
        noneLeftNanos = nanoTime.getAsLong();
    }

    private synchronized void took(InetSocketAddress endpoint, int port) {
        owned.set(port);
        sockets[port]++;
        usedToward.computeIfAbsent(endpoint, _ -> new BitSet()).set(port);
    }

    /** Holds the lock while it binds: the port must not leave this path meanwhile. */
    private synchronized InetSocketAddress share(InetSocketAddress endpoint, Connector connector)
            throws IOException {
        var free = (BitSet) owned.clone();
        var used = usedToward.get(endpoint);
        if (used != null) {
            free.andNot(used);
        }
        for (var tries = 0; tries < MAX_TRIES && !free.isEmpty(); tries++) {
            var port = anyOf(free);
            try {
                var local = connector.connect(port);
                took(endpoint, port);
                return local;
            } catch (NoPortException _) {
                free.clear(port);
            }
        }
        throw new NoPortException();
    }

    private static int anyOf(BitSet ports) {
        var port = ports.nextSetBit(ThreadLocalRandom.current().nextInt(PORTS));
        return port >= 0 ? port : ports.nextSetBit(0);
    }

    /**
     * Ends a connected socket.
     *
     * @param closing closes it; the port cannot be shared in the middle of that
     */
    synchronized void close(InetSocketAddress endpoint, int port, Runnable closing) {
        try {
            closing.run();
        } finally {
            if (--sockets[port] == 0) {
                owned.clear(port);
            }
            var used = usedToward.get(endpoint);
            if (used != null) {
                used.clear(port);
                if (used.isEmpty()) {
                    usedToward.remove(endpoint);
                }
            }
        }
    }
}
