package io.sixlane.audit.verify;

/**
 * A checkpoint that somebody wrote down, away from the services.
 *
 * @param hash 64 lower-case hex digits
 */
public record ExpectedCheckpoint(long number, String hash) {}
