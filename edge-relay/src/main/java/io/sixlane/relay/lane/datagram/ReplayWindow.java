package io.sixlane.relay.lane.datagram;

import java.util.Arrays;

/**
 * The numbers that arrived, of a sender that counts from 0: each is accepted once, and none that is
 * {@value #SIZE} or more behind the newest (source: RFC 6479). Confined to one thread.
 */
public final class ReplayWindow {
    static final int SIZE = 2_048;

    private final long[] bits = new long[SIZE / Long.SIZE];
    private long newest = -1;
    private long accepted;

    boolean isNew(long number) {
        return number > newest
                || (number >= 0 && newest - number < SIZE && (word(number) & bit(number)) == 0);
    }

    /** Returns whether it is new. */
    public boolean accept(long number) {
        if (!isNew(number)) {
            return false;
        }
        if (number > newest) {
            advance(number);
        }
        bits[index(number)] |= bit(number);
        accepted++;
        return true;
    }

    /** As {@link #accept(long)}, of a number whose upper half is not sent. */
    public boolean acceptLow(int low) {
        return accept(newest + (low - (int) newest));
    }

    private void advance(long number) {
        if (number - newest >= SIZE) {
            Arrays.fill(bits, 0);
        } else {
            for (var passed = newest + 1; passed <= number; passed++) {
                bits[index(passed)] &= ~bit(passed);
            }
        }
        newest = number;
    }

    /** How many numbers were accepted. */
    long accepted() {
        return accepted;
    }

    private long word(long number) {
        return bits[index(number)];
    }

    private static int index(long number) {
        return (int) (number / Long.SIZE % (SIZE / Long.SIZE));
    }

    private static long bit(long number) {
        return 1L << number;
    }
}
