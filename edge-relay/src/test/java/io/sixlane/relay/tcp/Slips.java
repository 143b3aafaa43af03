package io.sixlane.relay.tcp;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What went wrong with random flows. */
final class Slips {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();
    private final Queue<String> cuts = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Boolean> answered = new ConcurrentHashMap<>();

    void add(String slip) {
        all.add(slip);
    }

    /** A flow was reset although neither side does that. */
    void cut(String flow) {
        cuts.add(flow);
    }

    /** The bytes of a client reached the origin; they must not do so twice. */
    void answered(RandomFlow flow, int number) {
        if (answered.put(number, true) != null) {
            add(flow + ": came twice");
        }
    }

    Queue<String> cuts() {
        return cuts;
    }

    Queue<String> all() {
        return all;
    }
}
