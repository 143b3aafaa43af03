package io.sixlane.provisioning.idempotency;

import java.util.UUID;

/**
 * One attempt at a request that has an Idempotency-Key.
 *
 * @param fingerprint SHA-256 of the method, the path, the query and the body
 * @param claim of this attempt, as several may run
 */
record KeyedRequest(String account, String key, String fingerprint, UUID claim) {}
