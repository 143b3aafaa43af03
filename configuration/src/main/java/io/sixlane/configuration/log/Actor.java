package io.sixlane.configuration.log;

import org.jspecify.annotations.Nullable;

/**
 * The author of a change, and the reason.
 *
 * @param account the account that owns what is changed
 * @param user who acted for it
 * @param clientAddress where the request came from, empty when it came from inside
 * @param requestId the id of the request, as in the X-Request-Id header
 * @param reason given with the request, null without one
 * @param traceparent the W3C trace context of the request, null outside of a trace
 */
public record Actor(
        String account,
        String user,
        String clientAddress,
        String requestId,
        @Nullable String reason,
        @Nullable String traceparent) {
    /** An actor without a reason and a trace. */
    public Actor(String account, String user, String clientAddress, String requestId) {
        this(account, user, clientAddress, requestId, null, null);
    }
}
