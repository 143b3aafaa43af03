package io.sixlane.relay.tcp.linux;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When a lane is replaced by a new one, between two flows: after an hour, so that it follows
 * certificates and paths, and before its keys have encrypted more than AES-GCM should (source: RFC
 * 8446, 5.5: 2^24.5 records, 388 GB of full ones; JSSE takes new keys after 137 GB).
 */
final class LaneWear {
    static final long MOST_BYTES = 100_000_000_000L;
    static final long LEAST_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Lanes that were opened together do not end together. */
    private static final long SPREAD_NANOS = TimeUnit.MINUTES.toNanos(15);

    private final long lastsNanos =
            LEAST_NANOS + ThreadLocalRandom.current().nextLong(SPREAD_NANOS);

    /**
     * @param bytes of the direction that carried more
     */
    boolean isOver(long ageNanos, long bytes) {
        return ageNanos >= lastsNanos || bytes >= MOST_BYTES;
    }
}
