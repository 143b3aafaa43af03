package io.sixlane.relay.health;

/** The outcome of one check. */
sealed interface Outcome {
    record Passed(long connectNanos) implements Outcome {}

    /**
     * @param reason in words
     */
    record Failed(String reason) implements Outcome {}

    /** The relay itself could not check; the endpoint keeps its verdict. */
    record Unknown() implements Outcome {}
}
