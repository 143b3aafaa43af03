package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.json.CanonicalJson;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events for the next checkpoint: those that follow the sealed events of their stream. A stream
 * with an event that does not follow is left out from there on; the others continue.
 */
final class SealedEvents {
    /**
     * A row of the event table.
     *
     * @param xid of the transaction that wrote it
     */
    record Row(String xid, long position, String streamId, long revision, String json) {}

    private final CheckpointChain chain;
    private final SortedMap<String, StreamHead> heads = new TreeMap<>();
    private final SortedMap<String, String> tampered = new TreeMap<>();
    private long events;

    /**
     * @param contradicted streams of which a witness knows another history, with what it knows;
     *     nothing of them is sealed
     */
    SealedEvents(CheckpointChain chain, Map<String, String> contradicted) {
        this.chain = chain;
        tampered.putAll(contradicted);
    }

    /** Accepts rows in the order of publication, or of one stream's revisions. */
    void accept(Row row) {
        if (tampered.containsKey(row.streamId())) {
            return;
        }
        var inBatch = heads.get(row.streamId());
        var head = inBatch == null ? chain.head(row.streamId()) : inBatch;
        var sealed = head == null ? 0 : head.revision();
        if (row.revision() <= sealed) {
            return;
        }
        var hash = verified(row, sealed + 1, head == null ? RecordedEvent.NO_HASH : head.hash());
        if (hash == null) {
            tampered.put(
                    row.streamId(),
                    "revision %s of %s, at position %s of the event table, is not what was appended after revision %s"
                            .formatted(row.revision(), row.streamId(), row.position(), sealed));
            return;
        }
        heads.put(row.streamId(), new StreamHead(row.streamId(), row.revision(), hash));
        events++;
    }

    /** The hash of an event that is in its place and unchanged; null otherwise. */
    private static @Nullable String verified(Row row, long revision, String previous) {
        try {
            var tree = CanonicalJson.tree(row.json().getBytes(StandardCharsets.UTF_8));
            var hash = tree.path("hash").asString("");
            var holds =
                    row.revision() == revision
                            && hash.equals(EventHash.ofTree(tree))
                            && tree.path("previousHash").asString("").equals(previous)
                            && tree.path("streamId").asString("").equals(row.streamId())
                            && tree.path("revision").asLong(0) == revision;
            return holds ? hash : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** The heads by stream id. */
    List<StreamHead> heads() {
        return List.copyOf(heads.values());
    }

    /** How many go under the seal. */
    long events() {
        return events;
    }

    /** The problem of each stream that was left out, by stream id. */
    SortedMap<String, String> tampered() {
        return tampered;
    }
}
