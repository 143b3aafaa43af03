package io.sixlane.configuration.log;

import io.sixlane.configuration.json.CanonicalJson;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hash chain of a stream: each event's hash covers the hash of the one before it, so an edited,
 * dropped or reordered event shows.
 */
public final class EventHash {
    private static final List<String> HASH = List.of("hash");

    private EventHash() {}

    /**
     * SHA-256, lower-case hex, of the canonical JSON (RFC 8785) of everything but {@code hash}.
     * Numbers are canonical as IEEE 754 doubles, so those above 2⁵³ are covered to 53 bits.
     */
    public static String of(RecordedEvent recorded) {
        return Sha256.hex(CanonicalJson.of(recorded, HASH));
    }

    /**
     * The hash of an event's JSON as found in a topic, a table or a file, members unknown to this
     * version included.
     */
    public static String ofTree(ObjectNode recorded) {
        return Sha256.hex(CanonicalJson.ofTree(recorded, HASH));
    }

    /**
     * The event with its hash, ready to be appended.
     *
     * @param previousHash of the event at {@code revision - 1}, or {@link RecordedEvent#NO_HASH}
     */
    public static RecordedEvent chain(
            String streamId,
            long revision,
            String eventId,
            Instant occurredAt,
            Actor actor,
            StreamEvent event,
            String previousHash) {
        var unhashed =
                new RecordedEvent(
                        streamId, revision, eventId, occurredAt, actor, event, previousHash, "");
        return new RecordedEvent(
                streamId, revision, eventId, occurredAt, actor, event, previousHash, of(unhashed));
    }

    /**
     * Whether these are the first events of one stream, unchanged, none missing, in their order. A
     * missing end does not show; compare the last hash with a witness for that.
     */
    public static boolean verify(List<RecordedEvent> stream) {
        var head = RecordedEvent.NO_HASH;
        var revision = 0L;
        for (var recorded : stream) {
            revision++;
            if (recorded.revision() != revision
                    || !recorded.streamId().equals(stream.getFirst().streamId())
                    || !recorded.previousHash().equals(head)
                    || !recorded.hash().equals(of(recorded))) {
                return false;
            }
            head = recorded.hash();
        }
        return true;
    }
}
