package io.sixlane.http.request;

import io.sixlane.configuration.identity.Role;
import java.util.Optional;

/**
 * The caller of a request, as the token names it.
 *
 * @param account that the caller acts for
 * @param token id of the API token or session
 * @param accelerator the only one that the caller may use; empty for all of the account
 * @param clientAddress that the gateway saw; empty inside
 */
public record Caller(
        String account,
        String user,
        Role role,
        String token,
        Optional<String> accelerator,
        String clientAddress) {
    public boolean isOperator() {
        return role.covers(Role.OPERATOR);
    }
}
