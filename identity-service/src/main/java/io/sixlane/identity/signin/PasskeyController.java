package io.sixlane.identity.signin;

import io.sixlane.configuration.access.AccessEvent.PasskeyRemoved;
import io.sixlane.identity.access.AccessLog;
import io.sixlane.identity.access.SessionIds;
import io.sixlane.identity.member.Caller;
import io.sixlane.identity.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/passkeys}: the caller's own; {@code /webauthn/register} adds one. */
@RestController
class PasskeyController {
    private final OwnPasskeys passkeys;
    private final AccessLog events;

    PasskeyController(OwnPasskeys passkeys, AccessLog events) {
        this.passkeys = passkeys;
        this.events = events;
    }

    record PasskeyList(List<OwnPasskeys.Passkey> items) {}

    @GetMapping("/v1/passkeys")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listPasskeys", summary = "List the caller's passkeys")
    PasskeyList list(@AuthenticationPrincipal Jwt token) {
        return new PasskeyList(passkeys.of(Caller.of(token).member()));
    }

    /**
     * Sessions that it began stay. A program removes none: a read-only token of an admin would
     * change how the admin signs in.
     */
    @DeleteMapping("/v1/passkeys/{id}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "removePasskey", summary = "Remove one of the caller's passkeys")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void remove(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = Caller.of(token);
        if (!passkeys.isOf(caller.member(), id)) {
            throw Problems.refused(
                    HttpStatus.NOT_FOUND, "not-found", "The caller has no such passkey");
        }
        if (!SessionIds.areOf(caller.credential())) {
            throw Problems.refused(
                    HttpStatus.FORBIDDEN,
                    "out-of-scope",
                    "An API token removes no passkeys; sign in, and remove it there");
        }
        passkeys.remove(caller.member(), id);
        events.record(caller, caller.account(), new PasskeyRemoved(caller.member()));
    }
}
