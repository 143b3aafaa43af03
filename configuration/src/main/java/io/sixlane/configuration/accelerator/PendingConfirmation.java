package io.sixlane.configuration.accelerator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that rolls back unless it is confirmed before the deadline.
 *
 * @param revertTo the revision whose configuration comes back
 * @param reserved the addresses that the change gave up and may need again; null without any
 */
public record PendingConfirmation(
        long revertTo, Instant deadline, @Nullable List<ReservedAddress> reserved) {
    public PendingConfirmation {
        reserved = reserved == null || reserved.isEmpty() ? null : List.copyOf(reserved);
    }

    /** The confirmation of a change that gave up no address. */
    public PendingConfirmation(long revertTo, Instant deadline) {
        this(revertTo, deadline, null);
    }

    /** An address in the pool of a region. */
    public record ReservedAddress(String region, String address) {}

    /** Empty without any. */
    public List<ReservedAddress> reservedAddresses() {
        return reserved == null ? List.of() : reserved;
    }
}
