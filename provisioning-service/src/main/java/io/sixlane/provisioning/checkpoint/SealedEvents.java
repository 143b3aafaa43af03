package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.json.CanonicalJson;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What is put under one seal; only what holds is. */
final class SealedEvents {
    /**
     * A row of the event table.
     *
     * @param xid of the transaction that wrote it
     */
    record Row(String xid, long position, String streamId, long revision, String json) {}

    private SealedEvents() {}

    /**
     * The heads of the streams that these belong to, by stream id.
     *
     * @param rows in the order of publication
     * @param before the hash of the event before the first one of a stream in {@code rows}
     * @throws TamperedException if one is not what its hash was made of, or not after the one
     *     before it
     */
    static List<StreamHead> heads(List<Row> rows, Function<Row, String> before) {
        SortedMap<String, StreamHead> heads = new TreeMap<>();
        for (var row : rows) {
            var tree = CanonicalJson.tree(row.json().getBytes(StandardCharsets.UTF_8));
            var hash = tree.path("hash").asString("");
            var head = heads.get(row.streamId());
            var previous =
                    head != null
                            ? head.hash()
                            : row.revision() == 1 ? RecordedEvent.NO_HASH : before.apply(row);
            if (!hash.equals(EventHash.ofTree(tree))
                    || !tree.path("previousHash").asString("").equals(previous)
                    || !tree.path("streamId").asString("").equals(row.streamId())
                    || tree.path("revision").asLong(0) != row.revision()
                    || (head != null && head.revision() + 1 != row.revision())) {
                throw new TamperedException(row.streamId(), row.revision(), row.position());
            }
            heads.put(row.streamId(), new StreamHead(row.streamId(), row.revision(), hash));
        }
        return List.copyOf(heads.values());
    }
}
