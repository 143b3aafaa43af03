package io.sixlane.relay.limit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The descriptors that connections of one protocol may have. One accelerator may take at most
 * {@value #GREED} times as many as it leaves: alone two thirds of them, and with others less, so
 * that there is always room for one more (source: dynamic thresholds, Choudhury and Hahne, IEEE/ACM
 * Transactions on Networking 6, 1998). Safe for several threads.
 */
final class DescriptorPool {
    private static final int GREED = 2;

    private final int size;
    private final int perConnection;
    private final AtomicInteger taken = new AtomicInteger();

    DescriptorPool(int size, int perConnection) {
        this.size = size;
        this.perConnection = perConnection;
    }

    /**
     * Takes what one more connection needs; each true needs one {@link #release}.
     *
     * @param open connections of the accelerator, this one included
     */
    boolean tryTake(int open) {
        var left = size - taken.addAndGet(perConnection);
        if (left < 0 || (long) open * perConnection > (long) GREED * left + perConnection) {
            release();
            return false;
        }
        return true;
    }

    void release() {
        taken.addAndGet(-perConnection);
    }
}
