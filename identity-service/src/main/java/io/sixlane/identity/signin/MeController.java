package io.sixlane.identity.signin;

import static java.util.Objects.requireNonNull;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.identity.TokenClaims;
import io.sixlane.identity.member.Member;
import io.sixlane.identity.member.Members;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/me}. */
@RestController
class MeController {
    private final Members members;

    MeController(Members members) {
        this.members = members;
    }

    /**
     * The caller.
     *
     * @param role of these credentials
     * @param credential id of the API token or session
     * @param accelerator the only one that they are for; null for all of the account
     */
    record Me(
            String user,
            String name,
            String account,
            Role role,
            String credential,
            @Nullable String accelerator) {}

    @GetMapping("/v1/me")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "showCaller", summary = "Show who calls")
    Me me(@AuthenticationPrincipal Jwt token) {
        var user = requireNonNull(token.getSubject());
        return new Me(
                user,
                members.find(user).map(Member::name).orElse(user),
                requireNonNull(token.getClaimAsString(TokenClaims.ACCOUNT)),
                Role.valueOf(requireNonNull(token.getClaimAsString(TokenClaims.ROLE))),
                requireNonNull(token.getId()),
                token.getClaimAsString(TokenClaims.ACCELERATOR));
    }
}
