package io.sixlane.configuration.log;

/**
 * Who asked for a change.
 *
 * @param account the account that owns what is changed
 * @param user who acted for it
 * @param clientAddress where the request came from, empty when it came from inside
 * @param requestId the id of the request, as in the X-Request-Id header
 */
public record Actor(String account, String user, String clientAddress, String requestId) {}
