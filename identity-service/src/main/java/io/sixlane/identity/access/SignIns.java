package io.sixlane.identity.access;

import io.sixlane.configuration.access.AccessEvent.SignedIn;
import io.sixlane.configuration.access.AccessEvent.Way;
import io.sixlane.identity.member.Members;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthentication;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/** Records each sign-in of a member. */
@Component
class SignIns {
    private final Members members;
    private final AccessLog events;

    SignIns(Members members, AccessLog events) {
        this.members = members;
        this.events = events;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent success) {
        var person = success.getAuthentication();
        members.find(person.getName())
                .ifPresent(
                        member ->
                                events.record(
                                        member, new SignedIn(member.id(), way(person), session())));
    }

    private static Way way(Authentication person) {
        return switch (person) {
            case WebAuthnAuthentication _ -> Way.PASSKEY;
            case OAuth2AuthenticationToken _ -> Way.OIDC;
            default -> Way.LINK;
        };
    }

    private static @Nullable String session() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(attributes -> SessionIds.of(attributes.getSessionId()))
                .orElse(null);
    }
}
