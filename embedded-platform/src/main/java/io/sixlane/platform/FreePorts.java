package io.sixlane.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports for servers that start later than their port is chosen.
 *
 * <p>The kernel hands a port that was bound and closed to the next socket that asks for any. These
 * ports lie below the range that it hands out (32768 and up, unless a host sets {@code
 * ip_local_port_range}) and below the node ports of Kubernetes (30000 and up), so only what asks
 * for one by its number can take it; and of the processes of a host, one at a time is handed each.
 */
public final class FreePorts {
    private static final FreePorts ALL = new FreePorts(21_000, 9_000);

    private final int first;
    private final int count;

    /** Each process begins at a place of its own. */
    private final AtomicInteger next;

    FreePorts(int first, int count) {
        this.first = first;
        this.count = count;
        this.next = new AtomicInteger(ThreadLocalRandom.current().nextInt(count));
    }

    /**
     * A port that no socket of this host holds, neither for TCP nor for UDP. This process hands it
     * out once in 9,000 calls, and no other does while this one lives.
     *
     * @throws IllegalStateException if all of them are taken
     */
    public static int next() {
        return ALL.take();
    }

    int take() {
        try {
            var taken = TakenPorts.now();
            return IntStream.range(0, count)
                    .map(_ -> first + Math.floorMod(next.getAndIncrement(), count))
                    .filter(port -> !taken.contains(port) && PortClaims.claim(port))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "No port from " + first + " on is free"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
