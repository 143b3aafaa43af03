package io.sixlane.relay.health;

/** What one check found. */
sealed interface Outcome {
    record Passed(long connectNanos) implements Outcome {}

    /**
     * @param reason in words
     */
    record Failed(String reason) implements Outcome {}

    /** The relay itself could not check: says nothing about the endpoint. */
    record Unknown() implements Outcome {}
}
