package io.sixlane.audit.verify;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hashes, places and times of the events of one stream; 48 bytes an event. */
final class Chain {
    private static final int HASH_BYTES = 32;

    private byte[] hashes = new byte[2 * HASH_BYTES];
    private long[] positions = new long[2];
    private long[] seconds = new long[2];
    private int last;

    /** The highest revision that is there, 0 for none. */
    long last() {
        return last;
    }

    /** Null where no event is. */
    @Nullable String hash(long revision) {
        if (!has(revision)) {
            return null;
        }
        var at = (int) (revision - 1) * HASH_BYTES;
        return HexFormat.of().formatHex(hashes, at, at + HASH_BYTES);
    }

    boolean has(long revision) {
        return revision >= 1 && revision <= last && positions[(int) revision - 1] != 0;
    }

    /** -1 where no event is. */
    long position(long revision) {
        return has(revision) ? positions[(int) revision - 1] - 1 : -1;
    }

    /** When the event happened, as it states itself; the epoch where no event is. */
    Instant occurredAt(long revision) {
        return Instant.ofEpochSecond(has(revision) ? seconds[(int) revision - 1] : 0);
    }

    /**
     * @param hash 64 hex digits
     * @param position 0 or more
     */
    void put(long revision, String hash, long position, Instant occurredAt) {
        var index = Math.toIntExact(revision) - 1;
        if (index >= positions.length) {
            var room = Math.max(index + 1, positions.length + positions.length / 2 + 1);
            positions = Arrays.copyOf(positions, room);
            hashes = Arrays.copyOf(hashes, room * HASH_BYTES);
            seconds = Arrays.copyOf(seconds, room);
        }
        System.arraycopy(HexFormat.of().parseHex(hash), 0, hashes, index * HASH_BYTES, HASH_BYTES);
        positions[index] = position + 1;
        seconds[index] = occurredAt.getEpochSecond();
        last = Math.max(last, index + 1);
    }
}
