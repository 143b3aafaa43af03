package io.sixlane.configuration.accelerator;

/**
 * The behaviour of a group while none of its endpoints is healthy and no other group takes over.
 */
public enum WhenUnhealthy {
    /** Connections go to its endpoints as if all were healthy. */
    FAIL_OPEN,
    /** Connections are refused. */
    FAIL_CLOSED
}
