package io.sixlane.identity.token;

import io.sixlane.configuration.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * The present rights of the holder of an API token.
 *
 * @param member who made it
 * @param accelerator the only one that it is for; null for all of the account
 */
public record TokenGrant(
        String id, String account, String member, Role role, @Nullable String accelerator) {}
