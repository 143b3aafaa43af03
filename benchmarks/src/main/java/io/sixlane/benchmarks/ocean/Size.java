package io.sixlane.benchmarks.ocean;

/** Objects whose whole transfer is timed. */
enum Size {
    SMALL("100KB", 100_000, 5, 60),
    MIDDLE("1MB", 1_000_000, 3, 120),
    LARGE("20MB", 20_000_000, 1, 400);

    private final String label;
    private final long bytes;
    private final int perRound;
    private final int limitSeconds;

    Size(String label, long bytes, int perRound, int limitSeconds) {
        this.label = label;
        this.bytes = bytes;
        this.perRound = perRound;
        this.limitSeconds = limitSeconds;
    }

    String label() {
        return label;
    }

    long bytes() {
        return bytes;
    }

    int perRound() {
        return perRound;
    }

    /** The time after which a transfer counts as failed. */
    int limitSeconds() {
        return limitSeconds;
    }
}
