package io.sixlane.identity.oidc;

import io.sixlane.configuration.identity.Role;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An issuer that signs members in (OpenID Connect).
 *
 * @param issuer its URL, below which {@code /.well-known/openid-configuration} is; empty for none
 * @param name on the button of the sign-in page
 * @param clientSecretFile a file with the secret alone
 * @param scopes to ask for; some issuers have one for groups
 * @param groupsClaim of the ID token: a list of groups, or one
 * @param roles of members of groups, each {@code GROUP=ACCOUNT:ROLE}; an account's greatest counts
 */
@ConfigurationProperties("sixlane.identity.oidc")
record OidcProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("single sign-on") String name,
        @DefaultValue("sixlane") String clientId,
        @DefaultValue("") String clientSecretFile,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("") List<String> roles) {
    OidcProperties {
        scopes = List.copyOf(scopes);
        roles = List.copyOf(roles);
    }

    /** The role that a group gives in an account. */
    record Grant(String group, String account, Role role) {
        /**
         * @throws IllegalArgumentException unless it is {@code GROUP=ACCOUNT:ROLE}
         */
        static Grant parse(String text) {
            var role = text.lastIndexOf(':');
            var account = text.lastIndexOf('=', Math.max(0, role));
            if (account < 1 || role < account + 2) {
                throw new IllegalArgumentException(
                        "SIXLANE_OIDC_ROLES has GROUP=ACCOUNT:ROLE, not " + text);
            }
            return new Grant(
                    text.substring(0, account).strip(),
                    text.substring(account + 1, role).strip(),
                    Role.valueOf(text.substring(role + 1).strip()));
        }
    }

    List<Grant> grants() {
        return roles.stream().filter(text -> !text.isBlank()).map(Grant::parse).toList();
    }

    boolean isSet() {
        return !issuer.isEmpty();
    }

    Path secretFile() {
        if (clientSecretFile.isEmpty()) {
            throw new IllegalStateException(
                    "With SIXLANE_OIDC_ISSUER, SIXLANE_OIDC_CLIENT_SECRET_FILE names a file with"
                            + " the client's secret.");
        }
        return Path.of(clientSecretFile);
    }
}
