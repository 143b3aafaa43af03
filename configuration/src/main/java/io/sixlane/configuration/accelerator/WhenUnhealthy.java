package io.sixlane.configuration.accelerator;

/** What a group does while none of its endpoints is healthy and no other group takes over. */
public enum WhenUnhealthy {
    /** Connections go to its endpoints as if all were healthy. */
    FAIL_OPEN,
    /** Connections are refused. */
    FAIL_CLOSED
}
