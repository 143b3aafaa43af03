package io.sixlane.provisioning.publication;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which images to send once more. What an earlier publisher, or an attempt that failed, had given
 * to its client of Kafka may arrive behind what was published since, and compaction keeps what
 * arrives last. When nothing of it can arrive any more the newest ones are sent again. For one
 * thread.
 */
final class LateImages {
    /**
     * A client gives up after 15 s ({@link TopicWriter}); a kernel sends what a closed connection
     * left for about 100 s more (source: tcp(7), tcp_orphan_retries).
     */
    private static final List<Duration> AGAIN_AFTER =
            List.of(Duration.ofSeconds(20), Duration.ofSeconds(150));

    private final Set<String> accelerators = new LinkedHashSet<>();
    private final Deque<Long> dueNanos = new ArrayDeque<>();

    /**
     * From now on images of these may be followed by older ones.
     *
     * @param nowNanos as of {@link System#nanoTime}
     */
    void mayFollow(Collection<String> ids, long nowNanos) {
        if (ids.isEmpty()) {
            return;
        }
        accelerators.addAll(ids);
        dueNanos.clear();
        AGAIN_AFTER.forEach(pause -> dueNanos.add(nowNanos + pause.toNanos()));
    }

    /** Those to send again now; each time once. */
    List<String> due(long nowNanos) {
        var next = dueNanos.peek();
        if (next == null || nowNanos - next < 0) {
            return List.of();
        }
        dueNanos.remove();
        var due = List.copyOf(accelerators);
        if (dueNanos.isEmpty()) {
            accelerators.clear();
        }
        return due;
    }
}
