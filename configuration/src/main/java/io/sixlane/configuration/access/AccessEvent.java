package io.sixlane.configuration.access;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.StreamEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact about who may call for one account, or did, in the stream {@code access-ACCOUNT}. Refusals
 * that name no account are in the stream {@code access}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AccessEvent extends StreamEvent {
    /** How a caller proves to be a member. */
    enum Way {
        /** A single-use link. */
        LINK,
        PASSKEY,
        /** An issuer of the operator's own, by OpenID Connect. */
        OIDC,
        API_TOKEN
    }

    /**
     * A member signed in.
     *
     * @param session its id in the credentials of later requests; null when it is not known yet
     */
    record SignedIn(String user, Way way, @Nullable String session) implements AccessEvent {}

    /**
     * Credentials were refused.
     *
     * @param refusals since the event before this one, with this one; not every one has an event
     */
    record SignInRefused(Way way, long refusals) implements AccessEvent {}

    /** A member was added, and got a link. */
    record MemberInvited(String user, String name, Role role) implements AccessEvent {}

    /** A member has another role. */
    record MemberRoleChanged(String user, Role role) implements AccessEvent {}

    /** A member's sessions, links and tokens ended. */
    record MemberRemoved(String user) implements AccessEvent {}

    /** A single-use link was made for a member. */
    record SignInLinkMade(String user) implements AccessEvent {}

    /** A member registered a passkey. */
    record PasskeyAdded(String user) implements AccessEvent {}

    /** A member gave a passkey up; sessions that it began stay. */
    record PasskeyRemoved(String user) implements AccessEvent {}

    /**
     * An API token was made.
     *
     * @param token its id
     * @param accelerator the only one that it is for; null for all of the account
     * @param expiresAt null when it does not expire
     */
    record TokenMade(
            String token,
            String name,
            Role role,
            boolean readOnly,
            @Nullable String accelerator,
            @Nullable Instant expiresAt)
            implements AccessEvent {}

    /** An API token counts no longer. */
    record TokenRevoked(String token) implements AccessEvent {}
}
