package io.sixlane.provisioning.publication;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Images to send once more. Records that an earlier publisher or a failed attempt passed to its
 * Kafka client may arrive after newer ones, and compaction keeps the record that arrives last. Once
 * no such record can arrive any more, the newest images are sent again. For one thread.
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
     * Notes that older images of these may still arrive.
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

    /** The images to send again now, each once per call. */
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
