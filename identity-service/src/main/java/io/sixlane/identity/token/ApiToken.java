package io.sixlane.identity.token;

import io.sixlane.configuration.identity.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token without its text.
 *
 * @param role that it has at most; never more than its maker has now
 * @param readOnly whether it reads only, whatever its role
 * @param accelerator the only one that it is for; null for all of the account
 * @param createdBy the member who made it, with whom it ends
 * @param expiresAt null when it does not expire
 * @param lastUsedAt about a minute exact; null when it was never used
 * @param revokedAt null while it counts
 */
record ApiToken(
        String id,
        String name,
        Role role,
        boolean readOnly,
        @Nullable String accelerator,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
