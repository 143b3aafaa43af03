package io.sixlane.relay.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Hashes that are the same on every relay and in every run. */
final class Hash {
    private Hash() {}

    static long of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** FNV-1a, 64 bits, mixed. */
    static long of(byte[] bytes) {
        var hash = 0xcbf29ce484222325L;
        for (var b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finalizer of SplitMix64 (source: Steele, Lea, Flood, 2014). */
    static long mix(long z) {
        var a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        var b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    /** In (0, 1]: the upper 53 bits. */
    static double toUnit(long hash) {
        return ((hash >>> 11) + 1) * 0x1p-53;
    }
}
