package io.sixlane.relay.lane.datagram;

import io.sixlane.relay.lane.DatagramRefusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that this relay shares with others: each lane between two relays gives both of them one.
 * Any thread.
 */
public final class DatagramKeys {
    static final int MOST_OF_ONE = 16;

    private static final int MOST_RELAYS = 1_024;

    /** A key that opened a datagram within it is not given up for another. */
    private static final long IN_USE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Lanes live for an hour and prove again who is at both ends; so do keys, with an overlap. */
    private static final long LIFE_NANOS = TimeUnit.HOURS.toNanos(2);

    private final String self;
    private final Consumer<DatagramRefusal> refused;
    private final LongSupplier nanoTime;
    private final Map<String, List<SharedKey>> byRelay = new HashMap<>();
    private final Map<Long, SharedKey> byNumber = new ConcurrentHashMap<>();

    /**
     * @param self id of this relay
     * @param refused counts datagrams that were dropped
     */
    public DatagramKeys(String self, Consumer<DatagramRefusal> refused, LongSupplier nanoTime) {
        this.self = self;
        this.refused = refused;
        this.nanoTime = nanoTime;
    }

    /** The content of a datagram, and the key that sealed it. */
    public record Unsealed(SharedKey key, long stream, long counter, int length) {
        /** How many datagrams of this stream arrived. */
        public long received() {
            return key.received(stream);
        }
    }

    /**
     * A lane to or from {@code relay} was proven at both ends.
     *
     * @param agreed bytes that only the two relays know
     */
    public synchronized void add(String relay, byte[] agreed) {
        var now = nanoTime.getAsLong();
        var key = new SharedKey(relay, agreed, now);
        if (byNumber.containsKey(key.number())
                || (byRelay.size() >= MOST_RELAYS && !byRelay.containsKey(relay))) {
            return;
        }
        var keys = byRelay.computeIfAbsent(relay, _ -> new ArrayList<>());
        keys.removeIf(held -> isOver(held, now) && forgot(held));
        if (keys.size() >= MOST_OF_ONE && !giveUpOne(keys, now)) {
            return;
        }
        keys.addLast(key);
        byNumber.put(key.number(), key);
    }

    private static boolean isOver(SharedKey key, long now) {
        return now - key.sinceNanos() > LIFE_NANOS;
    }

    private boolean forgot(SharedKey key) {
        byNumber.remove(key.number());
        return true;
    }

    /** The oldest that is not in use. */
    private boolean giveUpOne(List<SharedKey> keys, long now) {
        for (var key : keys) {
            var isUsed =
                    key.usedNanos() != key.sinceNanos() && now - key.usedNanos() < IN_USE_NANOS;
            if (!isUsed) {
                return keys.remove(key) && forgot(key);
            }
        }
        return false;
    }

    /** Seals datagrams to that relay with the newest key; null without one. */
    public synchronized @Nullable Sealer sealer(String relay) {
        var keys = byRelay.get(relay);
        return keys == null || isOver(keys.getLast(), nanoTime.getAsLong())
                ? null
                : sealer(keys.getLast());
    }

    /** Seals datagrams with a key that the other relay has used. */
    public Sealer sealer(SharedKey key) {
        return new Sealer(self, key);
    }

    /** Whether a lane has given both sides another key since. */
    public synchronized boolean hasNewer(SharedKey key) {
        var keys = byRelay.get(key.relay());
        return keys != null && keys.getLast() != key;
    }

    /** Whether the key should be exchanged for a newer one, which the other relay has too. */
    public synchronized boolean isOld(SharedKey key) {
        var keys = byRelay.get(key.relay());
        var now = nanoTime.getAsLong();
        return keys != null
                && now - key.sinceNanos() > LIFE_NANOS / 2
                && keys.getLast() != key
                && now - keys.getLast().sinceNanos() > IN_USE_NANOS;
    }

    /**
     * Opens a datagram; null when it is refused, and counted then.
     *
     * @param plain gets what was sealed
     */
    public @Nullable Unsealed open(byte[] datagram, int length, byte[] plain) {
        if (!DatagramHeader.isOne(datagram, length)) {
            refused.accept(DatagramRefusal.MALFORMED);
            return null;
        }
        var header = DatagramHeader.read(datagram);
        var key = byNumber.get(header.key());
        var now = nanoTime.getAsLong();
        if (key == null || isOver(key, now)) {
            refused.accept(DatagramRefusal.UNKNOWN_KEY);
            return null;
        }
        var opened = key.open(header, datagram, length, plain, now);
        if (opened < 0) {
            refused.accept(
                    switch (opened) {
                        case SharedKey.FORGED -> DatagramRefusal.FORGED;
                        case SharedKey.REPLAYED -> DatagramRefusal.REPLAYED;
                        default -> DatagramRefusal.UNKNOWN_KEY;
                    });
            return null;
        }
        return new Unsealed(key, header.stream(), header.counter(), opened);
    }

    /** Counts a datagram that was opened and makes no sense. */
    public void refuse(DatagramRefusal cause) {
        refused.accept(cause);
    }

    /** Forgets the keys of other relays. */
    public synchronized void retain(Collection<String> relays) {
        byRelay.keySet().retainAll(relays);
        byNumber.values().removeIf(key -> !byRelay.containsKey(key.relay()));
    }
}
