package io.sixlane.identity.signin;

import io.sixlane.configuration.access.AccessEvent.MemberInvited;
import io.sixlane.configuration.access.AccessEvent.MemberRemoved;
import io.sixlane.configuration.access.AccessEvent.MemberRoleChanged;
import io.sixlane.configuration.identity.Role;
import io.sixlane.identity.access.AccessLog;
import io.sixlane.identity.member.AccountBounds;
import io.sixlane.identity.member.Caller;
import io.sixlane.identity.member.Member;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.problem.Fields;
import io.sixlane.identity.problem.Problems;
import io.sixlane.identity.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/members} and {@code /v1/accounts}. */
@RestController
class MemberController {
    private static final String FIRST_ADMIN = "admin";

    private final Members members;
    private final AccountBounds bounds;
    private final Links links;
    private final AccessLog events;

    MemberController(Members members, AccountBounds bounds, Links links, AccessLog events) {
        this.members = members;
        this.bounds = bounds;
        this.links = links;
        this.events = events;
    }

    record MemberList(List<MemberView> items) {}

    record MemberView(String user, String name, Role role, Instant createdAt) {
        static MemberView of(Member member) {
            return new MemberView(member.id(), member.name(), member.role(), member.createdAt());
        }
    }

    record MemberRequest(
            @Nullable String name, @Schema(implementation = Role.class) @Nullable String role) {}

    record RoleRequest(@Schema(implementation = Role.class) @Nullable String role) {}

    record AccountRequest(@Nullable String name) {}

    /**
     * @param url a single-use link that signs the member in
     */
    record Invitation(String user, String account, URI url, Instant expiresAt) {}

    @GetMapping("/v1/members")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listMembers", summary = "List the members of the account")
    MemberList list(@AuthenticationPrincipal Jwt token) {
        return new MemberList(
                members.of(Caller.of(token).account()).stream().map(MemberView::of).toList());
    }

    @PostMapping("/v1/members")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "inviteMember",
            summary = "Invite a member",
            description = "An account with 1,000 members invites no more.")
    @Transactional
    @ResponseStatus(HttpStatus.CREATED)
    Invitation invite(@AuthenticationPrincipal Jwt token, @RequestBody MemberRequest request) {
        var caller = Caller.of(token);
        var role = Fields.oneOf(Role.class, "/role", request.role());
        caller.checkMayGive(role);
        var id = newId();
        var name = Fields.name(request.name());
        bounds.checkRoomForMember(caller.account());
        members.add(id, caller.account(), name, role);
        events.record(caller, caller.account(), new MemberInvited(id, name, role));
        return invitation(id, caller.account());
    }

    /** An account with its first admin. */
    @PostMapping("/v1/accounts")
    @PreAuthorize("hasRole('OPERATOR')")
    @Operation(operationId = "addAccount", summary = "Add an account with an admin")
    @Transactional
    @ResponseStatus(HttpStatus.CREATED)
    Invitation addAccount(@AuthenticationPrincipal Jwt token, @RequestBody AccountRequest request) {
        var caller = Caller.of(token);
        caller.checkMayGive(Role.ADMIN);
        var account = Fields.account(request.name());
        var id = newId();
        if (!members.addAccount(account, id, FIRST_ADMIN, Role.ADMIN)) {
            throw Problems.refused(
                    HttpStatus.CONFLICT, "name-taken", "There is an account of this name");
        }
        events.record(caller, account, new MemberInvited(id, FIRST_ADMIN, Role.ADMIN));
        return invitation(id, account);
    }

    private static String newId() {
        return "usr-" + UUID.randomUUID();
    }

    private Invitation invitation(String id, String account) {
        var link = links.forMember(id);
        return new Invitation(id, account, link.url(), link.expiresAt());
    }

    @PatchMapping("/v1/members/{user}")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(operationId = "changeMember", summary = "Give a member another role")
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String user,
            @RequestBody RoleRequest request) {
        var caller = Caller.of(token);
        var role = Fields.oneOf(Role.class, "/role", request.role());
        caller.checkMayGive(role);
        var member = find(caller, user);
        caller.checkMayGive(member.role());
        if (!members.setRole(member, role)) {
            throw lastAdmin();
        }
        events.record(caller, member.account(), new MemberRoleChanged(member.id(), role));
    }

    /** Ends the member's sessions, links and tokens. */
    @DeleteMapping("/v1/members/{user}")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(operationId = "removeMember", summary = "Remove a member")
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal Jwt token, @PathVariable String user) {
        var caller = Caller.of(token);
        var member = find(caller, user);
        caller.checkMayGive(member.role());
        if (!members.remove(member)) {
            throw lastAdmin();
        }
        events.record(caller, member.account(), new MemberRemoved(member.id()));
    }

    private Member find(Caller caller, String user) {
        return members.find(user)
                .filter(member -> member.account().equals(caller.account()))
                .orElseThrow(
                        () ->
                                Problems.refused(
                                        HttpStatus.NOT_FOUND,
                                        "not-found",
                                        "The account has no such member"));
    }

    private static RefusedException lastAdmin() {
        return Problems.refused(
                HttpStatus.CONFLICT,
                "last-admin",
                "The account would have no admin; make another member one first");
    }
}
