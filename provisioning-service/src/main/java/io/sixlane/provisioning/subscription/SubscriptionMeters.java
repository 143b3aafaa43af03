package io.sixlane.provisioning.subscription;

/** The names of the meters of paid terms. */
final class SubscriptionMeters {
    /** Accelerators that came within 30, 7 or 1 days of the end, or past it; by stage. */
    static final String WARNINGS = "sixlane.subscription.warnings";

    /** 1 while looks find too many terms over at once and suspend none, 0 otherwise. */
    static final String STOPPED = "sixlane.subscription.stopped";

    /** Accelerators that stopped forwarding. */
    static final String SUSPENSIONS = "sixlane.subscription.suspensions";

    private SubscriptionMeters() {}
}
