package io.sixlane.relay.tcp;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What went wrong with random flows. */
final class Slips {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cut = new AtomicInteger();
    private final Map<Integer, Boolean> answered = new ConcurrentHashMap<>();

    void add(String slip) {
        all.add(slip);
    }

    /** A flow was reset although neither side does that. */
    void cut() {
        cut.incrementAndGet();
    }

    /** The bytes of a client reached the origin; they must not do so twice. */
    void answered(RandomFlow flow, int number) {
        if (answered.put(number, true) != null) {
            add(flow + ": came twice");
        }
    }

    int cuts() {
        return cut.get();
    }

    Queue<String> all() {
        return all;
    }
}
