package io.sixlane.relay.udp;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by {@link FlowKey}: open addressing with linear probing, at most half full, shrinking
 * never. Looking up makes no object. Confined to one event loop.
 *
 * <p>The hash has a random key, because clients choose the hashed values.
 */
final class SessionTable<S> {
    private static final int WORDS = 5;
    private static final int FIRST_SLOTS = 64;

    private final long seed;
    private long[] keys = new long[FIRST_SLOTS * WORDS];
    private @Nullable Object[] sessions = new @Nullable Object[FIRST_SLOTS];
    private int size;

    SessionTable() {
        this(new SecureRandom().nextLong());
    }

    SessionTable(long seed) {
        this.seed = seed;
    }

    int size() {
        return size;
    }

    @Nullable S get(FlowKey key) {
        return at(slotOf(key));
    }

    /** The key must not be there yet; its numbers are copied. */
    void put(FlowKey key, S session) {
        if (2 * (size + 1) > sessions.length) {
            grow();
        }
        var slot = slotOf(key);
        if (sessions[slot] != null) {
            throw new IllegalStateException("session exists");
        }
        write(slot, key);
        sessions[slot] = session;
        size++;
    }

    /** Does nothing when another session holds the key. */
    void remove(FlowKey key, S session) {
        var slot = slotOf(key);
        if (sessions[slot] == session) {
            close(slot);
            size--;
        }
    }

    List<S> all() {
        var all = new ArrayList<S>(size);
        for (var slot = 0; slot < sessions.length; slot++) {
            var session = at(slot);
            if (session != null) {
                all.add(session);
            }
        }
        return all;
    }

    /** The slot of the key, or the free one where it belongs. */
    private int slotOf(FlowKey key) {
        var mask = sessions.length - 1;
        var slot = hash(key) & mask;
        while (sessions[slot] != null && !holds(slot, key)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int slot, FlowKey key) {
        var i = slot * WORDS;
        return keys[i + 4] == key.ports
                && keys[i + 1] == key.clientLow
                && keys[i] == key.clientHigh
                && keys[i + 3] == key.localLow
                && keys[i + 2] == key.localHigh;
    }

    private void write(int slot, FlowKey key) {
        var i = slot * WORDS;
        keys[i] = key.clientHigh;
        keys[i + 1] = key.clientLow;
        keys[i + 2] = key.localHigh;
        keys[i + 3] = key.localLow;
        keys[i + 4] = key.ports;
    }

    private FlowKey read(long[] from, int slot, FlowKey into) {
        var i = slot * WORDS;
        return into.set(from[i], from[i + 1], from[i + 2], from[i + 3], from[i + 4]);
    }

    /**
     * Frees a slot and moves up what had to step over it, so that no marks are left behind (source:
     * Knuth, The Art of Computer Programming 3, 6.4, algorithm R).
     */
    private void close(int freed) {
        var mask = sessions.length - 1;
        var key = new FlowKey();
        var gap = freed;
        sessions[gap] = null;
        for (var slot = (gap + 1) & mask; sessions[slot] != null; slot = (slot + 1) & mask) {
            var home = hash(read(keys, slot, key)) & mask;
            if (((slot - home) & mask) >= ((slot - gap) & mask)) {
                write(gap, key);
                sessions[gap] = sessions[slot];
                sessions[slot] = null;
                gap = slot;
            }
        }
    }

    private void grow() {
        var oldKeys = keys;
        var oldSessions = sessions;
        keys = new long[oldKeys.length * 2];
        sessions = new @Nullable Object[oldSessions.length * 2];
        var key = new FlowKey();
        for (var slot = 0; slot < oldSessions.length; slot++) {
            if (oldSessions[slot] != null) {
                var to = slotOf(read(oldKeys, slot, key));
                write(to, key);
                sessions[to] = oldSessions[slot];
            }
        }
    }

    @SuppressWarnings("unchecked") // only put writes here
    private @Nullable S at(int slot) {
        return (S) sessions[slot];
    }

    private int hash(FlowKey key) {
        var h = mix(seed ^ key.clientLow);
        h = mix(h ^ key.clientHigh);
        h = mix(h ^ key.ports);
        h = mix(h ^ key.localLow);
        return (int) (mix(h ^ key.localHigh) >>> 32);
    }

    /** Mixes by one multiplication and a fold, as wyhash does. */
    private static long mix(long a) {
        var high = Math.unsignedMultiplyHigh(a, 0xa0761d6478bd642fL);
        return high ^ a * 0xa0761d6478bd642fL;
    }
}
