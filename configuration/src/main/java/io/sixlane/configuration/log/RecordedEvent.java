package io.sixlane.configuration.log;

import java.time.Instant;

/**
 * An event at its place in the log.
 *
 * @param streamId the aggregate's id, for a pool {@code pool-REGION}
 * @param revision 1, 2, 3 … without gaps in a stream
 * @param eventId unique over all streams
 * @param previousHash the hash of the event before it in its stream, 64 zeros for the first
 * @param hash SHA-256, lower-case hex, of the canonical JSON (RFC 8785) of everything else in it
 */
public record RecordedEvent(
        String streamId,
        long revision,
        String eventId,
        Instant occurredAt,
        Actor actor,
        StreamEvent event,
        String previousHash,
        String hash) {
    /** The predecessor of the first event of a stream: 64 zeros. */
    public static final String NO_HASH = "0".repeat(64);
}
