package io.sixlane.configuration.log;

import java.time.Instant;
import java.util.List;

/**
 * A witness to the log up to a place in it: a person who can rewrite events and hash them again
 * cannot sign this. Each covers the one before it, so the newest covers all of them.
 *
 * @param number 1, 2, 3 … without gaps
 * @param transaction the place in the order of publication, first part: the 64-bit id of the
 *     transaction that wrote the last covered event
 * @param position second part: the position of that event in the event table
 * @param at when it was made
 * @param events how many events it covers, those of earlier checkpoints included
 * @param heads of every stream with events since the checkpoint before it, by stream id; a stream
 *     without a head has that of an earlier checkpoint
 * @param previousHash the hash of the checkpoint before it, 64 zeros for the first
 * @param keyId SHA-256 of the public key that verifies it, in its X.509 encoding
 * @param hash SHA-256, lower-case hex, of the canonical JSON (RFC 8785) of everything above
 * @param signature Ed25519 (RFC 8032) over the same canonical JSON, in Base64
 */
public record SignedCheckpoint(
        long number,
        String transaction,
        long position,
        Instant at,
        long events,
        List<StreamHead> heads,
        String previousHash,
        String keyId,
        String hash,
        String signature) {
    public SignedCheckpoint {
        heads = List.copyOf(heads);
    }
}
