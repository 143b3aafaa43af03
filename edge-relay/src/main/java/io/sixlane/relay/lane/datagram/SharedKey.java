package io.sixlane.relay.lane.datagram;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A secret shared with one other relay, and the streams that arrived with it. Safe for use by
 * several threads.
 */
public final class SharedKey {
    static final int UNKNOWN = -1;
    static final int FORGED = -2;
    static final int REPLAYED = -3;

    /**
     * Most streams of one key: one per event loop of the sender, and more when it sent very much.
     */
    private static final int MOST_STREAMS = 1_024;

    /** Keys of unknown streams in one second: each costs ten times what a datagram does. */
    private static final int MOST_DERIVED = 1_000;

    private final String relay;
    private final byte[] agreed;
    private final long number;
    private final long sinceNanos;
    private final Map<Long, Stream> streams = new ConcurrentHashMap<>();
    private volatile long usedNanos;
    private long secondNanos;
    private int derived;

    /** One that arrives. */
    private static final class Stream {
        private final StreamKey key;
        private final ReplayWindow window = new ReplayWindow();

        private Stream(StreamKey key) {
            this.key = key;
        }
    }

    SharedKey(String relay, byte[] agreed, long nowNanos) {
        this.relay = relay;
        this.agreed = agreed.clone();
        this.number = StreamKey.numberOf(agreed);
        this.sinceNanos = nowNanos;
        this.usedNanos = nowNanos;
    }

    /** The other relay. */
    public String relay() {
        return relay;
    }

    long number() {
        return number;
    }

    byte[] agreed() {
        return agreed;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** When it last opened a datagram. */
    long usedNanos() {
        return usedNanos;
    }

    /**
     * Opens a datagram of the other relay, once.
     *
     * @param plain gets what was sealed
     * @return its length, or {@link #UNKNOWN}, {@link #FORGED} or {@link #REPLAYED}
     */
    int open(DatagramHeader header, byte[] datagram, int length, byte[] plain, long nowNanos) {
        var known = streams.get(header.stream());
        if (known == null && !mayDerive(nowNanos)) {
            return UNKNOWN;
        }
        var stream =
                known == null ? new Stream(StreamKey.of(agreed, relay, header.stream())) : known;
        synchronized (stream) {
            if (!stream.window.isNew(header.counter())) {
                return REPLAYED;
            }
            var opened = stream.key.open(header, datagram, length, plain);
            if (opened < 0) {
                return FORGED;
            }
            // Only a stream whose sender is proven is kept.
            if (known != null || keep(header.stream(), stream)) {
                stream.window.accept(header.counter());
                usedNanos = nowNanos;
                return opened;
            }
        }
        return streams.containsKey(header.stream()) // another loop was first
                ? open(header, datagram, length, plain, nowNanos)
                : UNKNOWN;
    }

    /** Strangers who have seen the number of this key must not keep a processor busy. */
    private synchronized boolean mayDerive(long nowNanos) {
        if (nowNanos - secondNanos >= TimeUnit.SECONDS.toNanos(1)) {
            secondNanos = nowNanos;
            derived = 0;
        }
        return derived++ < MOST_DERIVED;
    }

    private boolean keep(long number, Stream stream) {
        return streams.size() < MOST_STREAMS && streams.putIfAbsent(number, stream) == null;
    }

    /** How many datagrams of that stream arrived. */
    long received(long stream) {
        var known = streams.get(stream);
        if (known == null) {
            return 0;
        }
        synchronized (known) {
            return known.window.accepted();
        }
    }
}
