package io.sixlane.relay.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Concurrent connections of each client of one listener. Knows only clients with an open
 * connection, so it never holds more of them than there are connections. Safe for several threads.
 */
final class ClientConnections {
    private final ConcurrentMap<ClientPrefix, Integer> open = new ConcurrentHashMap<>();

    /**
     * Whether there was room; each true needs one {@link #release}.
     *
     * @param max at least 1
     */
    public boolean tryAcquire(ClientPrefix client, int max) {
        var admitted = new boolean[1];
        open.compute(
                client,
                (_, count) -> {
                    var now = count == null ? 0 : count;
                    admitted[0] = now < max;
                    return admitted[0] ? Integer.valueOf(now + 1) : count;
                });
        return admitted[0];
    }

    public void release(ClientPrefix client) {
        open.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    int clients() {
        return open.size();
    }
}
