package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Listener ports {@code from} to {@code to}, both included, 1 to 65499 (source: seed document, step
 * 4).
 */
public record PortRange(int from, int to) {
    public static final int MAX = 65_499;

    public PortRange {
        if (from < 1 || to > MAX || from > to) {
            throw new IllegalArgumentException(
                    "ports must be 1 to %s with from <= to, were %s to %s"
                            .formatted(MAX, from, to));
        }
    }

    public boolean overlaps(PortRange other) {
        return from <= other.to && other.from <= to;
    }

    public boolean contains(int port) {
        return from <= port && port <= to;
    }

    @JsonIgnore
    public int size() {
        return to - from + 1;
    }
}
