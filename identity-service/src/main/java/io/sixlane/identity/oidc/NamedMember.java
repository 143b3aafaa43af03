package io.sixlane.identity.oidc;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * A member whom the issuer signed in, as sessions hold one.
 *
 * @param id of the member
 */
record NamedMember(String id) implements OAuth2User, Serializable {
    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public String getName() {
        return id;
    }

    /** While the sign-in runs. */
    static final class WithToken extends DefaultOidcUser {
        private static final long serialVersionUID = 1L;

        private final String id;

        WithToken(String id, OidcIdToken token) {
            super(List.of(), token);
            this.id = id;
        }

        @Override
        public String getName() {
            return id;
        }
    }
}
