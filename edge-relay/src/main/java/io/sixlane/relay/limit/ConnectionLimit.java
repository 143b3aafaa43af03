package io.sixlane.relay.limit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Concurrent connections, or sessions, of one accelerator on this relay. Safe for several threads.
 */
public final class ConnectionLimit {
    private final AtomicInteger open = new AtomicInteger();
    private volatile int max;

    public ConnectionLimit(int max) {
        this.max = max;
    }

    /** Whether there was room; each true needs one {@link #release}. */
    public boolean tryAcquire() {
        while (true) {
            var now = open.get();
            if (now >= max) {
                return false;
            }
            if (open.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    public void release() {
        open.decrementAndGet();
    }

    /** Open connections stay when {@code max} is lower than they are. */
    public void change(int max) {
        this.max = max;
    }

    public int open() {
        return open.get();
    }
}
