package io.sixlane.benchmarks.relay;

/** Two relays that are measured in one column, one right after the other. */
record Duel(String subject, String opponent, Column column) {
    /** The two samples of one time. */
    record Pair(Sample subject, Sample opponent) {}
}
