package io.sixlane.relay.endpoint;

import java.util.concurrent.atomic.AtomicLong;

/** Counts changes of any endpoint's condition on this relay, so that looking for one is cheap. */
public final class ConditionChanges {
    private final AtomicLong count = new AtomicLong();

    public long count() {
        return count.get();
    }

    void changed() {
        count.incrementAndGet();
    }
}
