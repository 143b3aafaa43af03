package io.sixlane.identity.signin;

import io.sixlane.configuration.access.AccessEvent.SignInLinkMade;
import io.sixlane.configuration.identity.Role;
import io.sixlane.identity.access.AccessLog;
import io.sixlane.identity.member.Caller;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.problem.Problems;
import io.sixlane.identity.signin.Links.Link;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/sign-in-links}. */
@RestController
class LinkController {
    private final Members members;
    private final Links links;
    private final AccessLog events;

    LinkController(Members members, Links links, AccessLog events) {
        this.members = members;
        this.links = links;
        this.events = events;
    }

    /**
     * @param user the member to sign in; the caller if absent
     */
    record LinkRequest(@Nullable String user) {}

    /** A single-use link, for oneself or for a member who lost a passkey. */
    @PostMapping("/v1/sign-in-links")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(operationId = "makeSignInLink", summary = "Make a single-use sign-in link")
    @Transactional
    @ResponseStatus(HttpStatus.CREATED)
    Link make(
            @AuthenticationPrincipal Jwt token,
            @RequestBody(required = false) @Nullable LinkRequest request) {
        var caller = Caller.of(token);
        var wanted = request == null || request.user() == null ? caller.member() : request.user();
        var member =
                members.find(wanted)
                        .filter(
                                found ->
                                        found.account().equals(caller.account())
                                                || caller.role().covers(Role.OPERATOR))
                        .orElseThrow(
                                () ->
                                        Problems.refused(
                                                HttpStatus.NOT_FOUND,
                                                "not-found",
                                                "The account has no such member"));
        // A link gives all that its member may do.
        caller.checkMayGive(member.role());
        events.record(caller, member.account(), new SignInLinkMade(member.id()));
        return links.forMember(member.id());
    }
}
