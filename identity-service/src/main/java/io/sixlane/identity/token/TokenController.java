package io.sixlane.identity.token;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.access.AccessEvent.TokenMade;
import io.sixlane.configuration.access.AccessEvent.TokenRevoked;
import io.sixlane.configuration.identity.Role;
import io.sixlane.identity.access.AccessLog;
import io.sixlane.identity.member.AccountBounds;
import io.sixlane.identity.member.Caller;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.problem.Fields;
import io.sixlane.identity.problem.Problems;
import io.sixlane.identity.token.ApiTokens.Wanted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/tokens}. */
@RestController
class TokenController {
    private final ApiTokens tokens;
    private final Members members;
    private final AccountBounds bounds;
    private final TokenEnds ends;
    private final AccessLog events;

    TokenController(
            ApiTokens tokens,
            Members members,
            AccountBounds bounds,
            TokenEnds ends,
            AccessLog events) {
        this.tokens = tokens;
        this.members = members;
        this.bounds = bounds;
        this.ends = ends;
        this.events = events;
    }

    record TokenList(List<ApiToken> items) {}

    /**
     * @param role VIEWER, EDITOR, ADMIN or OPERATOR, at most the caller's
     * @param accelerator the only one that the token is for; all of the account if absent
     * @param expiresInDays 1 to 3650; if absent 90, or less when the caller's own token ends before
     */
    record TokenRequest(
            @Nullable String name,
            @Schema(implementation = Role.class) @Nullable String role,
            @Nullable Boolean readOnly,
            @Nullable String accelerator,
            @Nullable Integer expiresInDays) {}

    /**
     * @param token the only time that it is shown
     */
    record MadeToken(String id, String token, Instant expiresAt) {}

    @GetMapping("/v1/tokens")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(operationId = "listTokens", summary = "List the API tokens of the account")
    TokenList list(@AuthenticationPrincipal Jwt token) {
        return new TokenList(tokens.of(Caller.of(token).account()));
    }

    @PostMapping("/v1/tokens")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "makeToken",
            summary = "Make an API token",
            description =
                    "The token is in this answer alone. An account has at most 1,000 tokens;"
                            + " those that expired or were revoked do not count. A caller with"
                            + " an API token makes none that ends after it: without"
                            + " expiresInDays the new one ends with it at the latest.")
    @Transactional
    @ResponseStatus(HttpStatus.CREATED)
    MadeToken make(@AuthenticationPrincipal Jwt token, @RequestBody TokenRequest request) {
        var caller = Caller.of(token);
        var role = Fields.oneOf(Role.class, "/role", request.role());
        caller.checkMayGive(role);
        var expiresAt = ends.of(caller, request.expiresInDays());
        var maker =
                members.find(caller.member())
                        .orElseThrow(
                                () ->
                                        Problems.refused(
                                                HttpStatus.NOT_FOUND,
                                                "not-found",
                                                "The caller is no member any more"));
        var wanted =
                new Wanted(
                        Fields.name(request.name()),
                        role,
                        Boolean.TRUE.equals(request.readOnly()),
                        accelerator(request.accelerator()),
                        expiresAt);
        bounds.checkRoomForToken(caller.account());
        var made = tokens.make(maker, wanted);
        events.record(
                caller,
                caller.account(),
                new TokenMade(
                        made.id(),
                        wanted.name(),
                        role,
                        wanted.readOnly(),
                        wanted.accelerator(),
                        expiresAt));
        return new MadeToken(made.id(), made.text(), expiresAt);
    }

    /** It counts no longer, within the seconds for which the gateway remembers it. */
    @DeleteMapping("/v1/tokens/{id}")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(operationId = "revokeToken", summary = "Revoke an API token")
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = Caller.of(token);
        if (!tokens.revoke(caller.account(), id)) {
            throw Problems.refused(
                    HttpStatus.NOT_FOUND, "not-found", "The account has no such token");
        }
        events.record(caller, caller.account(), new TokenRevoked(id));
    }

    private static @Nullable String accelerator(@Nullable String id) {
        try {
            return id == null ? null : new AcceleratorId(id).text();
        } catch (IllegalArgumentException _) {
            throw Fields.malformed("/accelerator", "must be the id of an accelerator");
        }
    }
}
