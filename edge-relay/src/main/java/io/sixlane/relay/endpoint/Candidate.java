package io.sixlane.relay.endpoint;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that may be chosen.
 *
 * @param port on it
 * @param hash of its address, and of its port if that is its own
 * @param addedNanos when it joined a group that already had others; null if it was there from the
 *     beginning
 */
public record Candidate(
        EndpointGroup group,
        Endpoint endpoint,
        int port,
        long hash,
        EndpointCondition condition,
        @Nullable Long addedNanos) {
    /** Time since the endpoint was added or recovered; empty if neither happened. */
    OptionalLong nanosInService(long nowNanos) {
        var returned = condition.nanosSinceReturn(nowNanos);
        if (addedNanos == null) {
            return returned;
        }
        var added = nowNanos - addedNanos;
        return OptionalLong.of(
                returned.isPresent() ? Math.min(returned.getAsLong(), added) : added);
    }
}
