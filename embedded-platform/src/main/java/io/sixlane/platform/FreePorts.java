package io.sixlane.platform;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports for servers that start later than their port is chosen.
 *
 * <p>The kernel hands a port that was bound and closed to the next socket that asks for any. These
 * ports lie below the range that it hands out (32768 and up, unless a host sets {@code
 * ip_local_port_range}) and below the node ports of Kubernetes (30000 and up), so only what asks
 * for one by its number can take it.
 */
public final class FreePorts {
    private static final int FIRST = 21_000;
    private static final int COUNT = 9_000;

    /** Each process begins at a place of its own. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    /**
     * A port that no socket of this host holds, neither for TCP nor for UDP. This process hands it
     * out once in 9,000 calls.
     *
     * @throws IllegalStateException if all of them are taken
     */
    public static int next() {
        return IntStream.range(0, COUNT)
                .map(_ -> FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT))
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No port from " + FIRST + " on is free"));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port);
                var _ = new DatagramSocket(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
