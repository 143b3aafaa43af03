package io.sixlane.provisioning.acceleratorapi;

import org.jspecify.annotations.Nullable;

/**
 * One aspect of an accelerator's state, in the manner of the Gateway API.
 *
 * @param relay null for a condition of no relay
 * @param observedRevision the revision it is about; 0 when none was observed
 * @param reason one word in CamelCase, for programs
 * @param message a sentence, for people
 */
record Condition(
        Type type,
        Status status,
        @Nullable String relay,
        long observedRevision,
        String reason,
        String message) {
    /** Accepted by provisioning, or programmed into a relay. */
    @SuppressWarnings("MemberName")
    enum Type {
        Accepted,
        Programmed
    }

    /** The status as in Kubernetes: unknown without a living relay. */
    enum Status {
        TRUE,
        FALSE,
        UNKNOWN
    }
}
