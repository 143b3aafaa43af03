package io.sixlane.metrics.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** A flow record from any writer to the topic: a table takes it, or it is refused. */
public final class FlowFuzz {
    /** When the seeds were received. */
    public static final Instant RECEIVED = Instant.parse("2026-01-31T08:00:30Z");

    private FlowFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        String flow;
        try {
            flow = FlowIntake.read(input, RECEIVED).toString();
        } catch (IllegalArgumentException _) {
            return;
        }
        if (flow.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(flow)) {
            throw new AssertionError(flow);
        }
    }
}
