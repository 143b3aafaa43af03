package io.sixlane.identity.member;

import static java.util.Objects.requireNonNull;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.identity.TokenClaims;
import io.sixlane.identity.problem.Problems;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The caller of a request, as its signed token names it.
 *
 * @param credential id of the API token or session
 * @param clientAddress that the gateway saw; empty when it saw none
 */
public record Caller(
        String account, String member, Role role, String credential, String clientAddress) {
    /**
     * @throws io.sixlane.identity.problem.RefusedException for a token for one accelerator, which
     *     is for nothing here
     */
    public static Caller of(Jwt token) {
        if (token.hasClaim(TokenClaims.ACCELERATOR)) {
            throw Problems.refused(
                    HttpStatus.FORBIDDEN,
                    "out-of-scope",
                    "These credentials are for one accelerator alone");
        }
        return new Caller(
                requireNonNull(token.getClaimAsString(TokenClaims.ACCOUNT)),
                requireNonNull(token.getSubject()),
                Role.valueOf(requireNonNull(token.getClaimAsString(TokenClaims.ROLE))),
                requireNonNull(token.getId()),
                Objects.requireNonNullElse(token.getClaimAsString(TokenClaims.CLIENT_ADDRESS), ""));
    }

    /**
     * @throws io.sixlane.identity.problem.RefusedException when the role is more than the caller
     *     has
     */
    public void checkMayGive(Role given) {
        if (!role.covers(given)) {
            throw Problems.refused(
                    HttpStatus.FORBIDDEN,
                    "role-missing",
                    "%s cannot give the role %s".formatted(role, given));
        }
    }
}
