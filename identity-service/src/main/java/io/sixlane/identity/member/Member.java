package io.sixlane.identity.member;

import io.sixlane.configuration.identity.Role;
import java.time.Instant;

/**
 * A person who may call.
 *
 * @param id {@code usr-…}; the first one is {@code owner}
 * @param name unique in the account
 */
public record Member(String id, String account, String name, Role role, Instant createdAt) {}
