package io.sixlane.audit.verify;

/**
 * A checkpoint that an auditor wrote down, away from the services.
 *
 * @param hash 64 lower-case hex digits
 */
public record ExpectedCheckpoint(long number, String hash) {}
