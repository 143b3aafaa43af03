package io.sixlane.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sixlane.configuration.access.AccessEvent.MemberInvited;
import io.sixlane.configuration.access.AccessEvent.MemberRemoved;
import io.sixlane.configuration.access.AccessEvent.MemberRoleChanged;
import io.sixlane.identity.access.AccessLog;
import io.sixlane.identity.member.Member;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.oidc.OidcProperties.Grant;
import io.sixlane.identity.problem.Fields;
import io.sixlane.identity.signin.SignInRate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Members whom the issuer knows. Their groups decide about account and role at each sign-in; who is
 * in no group that counts is no member any more.
 */
@Component
class OidcMembers {
    private final Members members;
    private final AccessLog events;
    private final SignInRate rate;
    private final TransactionTemplate transactions;
    private final String groupsClaim;
    private final List<Grant> grants;

    OidcMembers(
            Members members,
            AccessLog events,
            SignInRate rate,
            PlatformTransactionManager transactions,
            OidcProperties properties) {
        this.members = members;
        this.events = events;
        this.rate = rate;
        this.transactions = new TransactionTemplate(transactions);
        groupsClaim = properties.groupsClaim();
        grants = properties.grants();
    }

    /**
     * The member whom a verified token is about.
     *
     * @throws OAuth2AuthenticationException when no group of the token gives a role
     */
    OidcUser signIn(OidcUserRequest request) {
        var token = request.getIdToken();
        var member =
                requireNonNull(transactions.execute(_ -> admit(token)))
                        .orElseThrow(
                                () ->
                                        new OAuth2AuthenticationException(
                                                new OAuth2Error("access_denied"),
                                                "no group of this person gives a role"));
        rate.count(member.id());
        return new NamedMember.WithToken(member.id(), token);
    }

    private Optional<Member> admit(OidcIdToken token) {
        var id = idOf(token);
        var known = members.find(id);
        var grant = grantOf(groups(token));
        known.filter(member -> !grant.map(Grant::account).equals(Optional.of(member.account())))
                .ifPresent(this::remove);
        return grant.map(
                given ->
                        members.find(id)
                                .map(member -> update(member, given))
                                .orElseGet(() -> add(id, given, nameOf(token))));
    }

    private void remove(Member member) {
        members.end(member);
        events.record(member, new MemberRemoved(member.id()));
    }

    private Member update(Member member, Grant given) {
        if (member.role() == given.role()) {
            return member;
        }
        // The issuer is the master of its members, also of the last admin.
        members.follow(member, given.role());
        var changed =
                new Member(
                        member.id(),
                        member.account(),
                        member.name(),
                        given.role(),
                        member.createdAt());
        events.record(changed, new MemberRoleChanged(member.id(), given.role()));
        return changed;
    }

    private Member add(String id, Grant given, String wanted) {
        members.ensureAccount(given.account());
        var name = members.isNameFree(given.account(), wanted) ? wanted : id;
        members.add(id, given.account(), name, given.role());
        var member = members.find(id).orElseThrow();
        events.record(member, new MemberInvited(id, name, given.role()));
        return member;
    }

    /** The first account in the order of the setting, and the greatest role there. */
    private Optional<Grant> grantOf(Collection<String> groups) {
        var given = grants.stream().filter(grant -> groups.contains(grant.group())).toList();
        return given.stream()
                .findFirst()
                .map(Grant::account)
                .flatMap(
                        account ->
                                given.stream()
                                        .filter(grant -> grant.account().equals(account))
                                        .max(Comparator.comparing(Grant::role)));
    }

    private List<String> groups(OidcIdToken token) {
        return switch (token.getClaims().get(groupsClaim)) {
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }

    /** The same for one subject of one issuer, for ever. */
    private static String idOf(OidcIdToken token) {
        var name = token.getIssuer() + "\n" + token.getSubject();
        return "usr-" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    private static String nameOf(OidcIdToken token) {
        return Stream.of("email", "preferred_username", "name")
                .map(token::getClaimAsString)
                .filter(Objects::nonNull)
                .map(Fields::readable)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(() -> idOf(token));
    }
}
