package io.sixlane.provisioning.accelerator;

import org.jspecify.annotations.Nullable;

/**
 * What is known about an accelerator, in the manner of the Gateway API.
 *
 * @param relay null when it is about no relay
 * @param observedRevision the revision it speaks of; 0 when none was observed
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

    /** Like Kubernetes: unknown is what nobody alive has said. */
    enum Status {
        TRUE,
        FALSE,
        UNKNOWN
    }
}
