package io.sixlane.configuration.identity;

/**
 * Claims of the JSON web tokens that the identity service signs and every other service verifies
 * (RFC 7519). The subject is the user, the token id ({@code jti}) the API token or session.
 */
public final class TokenClaims {
    /** The issuer of every token. */
    public static final String ISSUER = "sixlane";

    /** The audience of every token. */
    public static final String AUDIENCE = "sixlane-services";

    /** The account that the caller acts for. */
    public static final String ACCOUNT = "account";

    /** The name of a {@link Role}. */
    public static final String ROLE = "role";

    /** The only accelerator that the caller may use; absent for all of the account. */
    public static final String ACCELERATOR = "accelerator";

    /** The address that the gateway saw. */
    public static final String CLIENT_ADDRESS = "client_address";

    /** The subject of what the identity service signs for itself; no member has this id. */
    public static final String IDENTITY_SERVICE = "identity-service";

    private TokenClaims() {}
}
