package io.sixlane.relay.route;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that this relay shares with others, a few of the newest for each. Any thread. */
final class ProbeKeys {
    /** A lane per event loop of both sides makes keys; older ones still come in for a moment. */
    private static final int MOST_OF_ONE = 8;

    private static final int MOST_RELAYS = 1_024;

    private final Map<String, Deque<Shared>> byRelay = new HashMap<>();
    private final Map<Long, Shared> byNumber = new HashMap<>();

    /** A key with the requests that came with it. */
    record Shared(String relay, ProbeKey key, ProbeHistory history) {}

    synchronized void add(String relay, byte[] key) {
        var shared = new Shared(relay, new ProbeKey(key), new ProbeHistory());
        if (byNumber.containsKey(shared.key().number())
                || (byRelay.size() >= MOST_RELAYS && !byRelay.containsKey(relay))) {
            return;
        }
        var keys = byRelay.computeIfAbsent(relay, _ -> new ArrayDeque<>());
        keys.addFirst(shared);
        byNumber.put(shared.key().number(), shared);
        if (keys.size() > MOST_OF_ONE) {
            byNumber.remove(keys.removeLast().key().number());
        }
    }

    synchronized @Nullable Shared find(long number) {
        return byNumber.get(number);
    }

    /** The key for the next request to {@code relay}; null before a lane was opened. */
    synchronized @Nullable ProbeKey newest(String relay) {
        var keys = byRelay.get(relay);
        return keys == null ? null : keys.getFirst().key();
    }

    /** Removes the keys of all other relays. */
    synchronized void retain(Collection<String> relays) {
        byRelay.keySet().retainAll(relays);
        byNumber.values().removeIf(shared -> !byRelay.containsKey(shared.relay()));
    }
}
