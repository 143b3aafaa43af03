package io.sixlane.relay.limit;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * New connections per second of each client of each listener, in a table of fixed size (source: the
 * generic cell rate algorithm, ITU-T I.371): of a client it keeps the moment until which its
 * connections are paid for. A client may open a second's worth at once.
 *
 * <p>When more clients come than there are places, the one that was idle longest loses its place
 * and starts again: a flood of clients makes the limit lenient, never the memory large or a client
 * that behaves refused. Safe for several threads.
 */
public final class ConnectionRates {
    private static final long SECOND = 1_000_000_000;
    private static final int WAYS = 8;

    private final int setMask;
    private final long[] keys;
    private final long[] paidUntil;
    private final Object[] locks;
    private final LongSupplier clock;

    /**
     * @param places how many clients it remembers, a power of two, at least 8; 16 bytes each
     * @param clock nanoseconds that never go back
     */
    public ConnectionRates(int places, LongSupplier clock) {
        if (places < WAYS || Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException(
                    "places must be a power of two from 8, was " + places);
        }
        this.clock = clock;
        this.setMask = places / WAYS - 1;
        this.keys = new long[places];
        this.paidUntil = new long[places];
        this.locks = new Object[Math.min(places / WAYS, 64)];
        Arrays.setAll(locks, _ -> new Object());
    }

    /**
     * Whether this client may open one more connection now; if so it is counted.
     *
     * @param listener whose limit it is, by any number that is its own
     * @param perSecond at least 1
     */
    public boolean tryOpen(long listener, ClientPrefix client, int perSecond) {
        var key = key(listener, client);
        var set = (int) (key >>> 32) & setMask;
        var interval = SECOND / perSecond;
        synchronized (locks[set % locks.length]) {
            var now = clock.getAsLong();
            var place = place(set * WAYS, key, now);
            var from = paidUntil[place] - now > 0 ? paidUntil[place] : now;
            if (from + interval - now > SECOND) {
                return false;
            }
            paidUntil[place] = from + interval;
            return true;
        }
    }

    private int place(int first, long key, long now) {
        var idlest = first;
        for (var place = first; place < first + WAYS; place++) {
            if (keys[place] == key) {
                return place;
            }
            if (paidUntil[place] - paidUntil[idlest] < 0) {
                idlest = place;
            }
        }
        keys[idlest] = key;
        paidUntil[idlest] = now;
        return idlest;
    }

    /** Never 0, which is an empty place. Two clients with one key share a rate: 1 in 2⁶³. */
    private static long key(long listener, ClientPrefix client) {
        var mixed = mix(mix(mix(listener) ^ client.bits().high()) ^ client.bits().low());
        return mixed == 0 ? 1 : mixed;
    }

    /** The finalizer of SplitMix64 (source: Steele, Lea, Flood, 2014). */
    private static long mix(long z) {
        var a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        var b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
