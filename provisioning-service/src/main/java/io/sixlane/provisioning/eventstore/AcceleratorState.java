package io.sixlane.provisioning.eventstore;

/** How an accelerator stands, in one word. The first state that applies counts. */
public enum AcceleratorState {
    /** It forwards nothing, because its term is over. */
    SUSPENDED,
    /** It has no acceleration region yet. */
    NO_REGION,
    /** A living relay does not run it as wanted. */
    FAILED,
    /** No living relay serves one of its regions. */
    UNSERVED,
    /** A living relay has not applied its last revision. */
    PENDING,
    /** Every region has a living relay, and each of them runs the last revision whole. */
    PROGRAMMED
}
