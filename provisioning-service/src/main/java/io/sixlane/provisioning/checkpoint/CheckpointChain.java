package io.sixlane.provisioning.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamHead;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored checkpoints, compared with the last signature while they are read, and the head of
 * every stream that they cover. Not for use by several threads.
 */
final class CheckpointChain {
    private final CheckpointKey key;
    private final @Nullable SignedCheckpoint last;
    private final Map<String, StreamHead> heads = new HashMap<>();
    private @Nullable SignedCheckpoint newest;

    /**
     * @param last the last signature, null before the first one
     */
    CheckpointChain(CheckpointKey key, @Nullable SignedCheckpoint last) {
        this.key = key;
        this.last = last;
    }

    /**
     * Accepts checkpoints in the order of their numbers.
     *
     * @throws SigningRefusedException if it does not follow the one before it, is not what was
     *     signed, or is another one than the last signature
     */
    void accept(String json) {
        var bytes = json.getBytes(UTF_8);
        var checkpoint = ConfigurationJson.read(bytes, SignedCheckpoint.class);
        var before = newest;
        var number = before == null ? 1 : before.number() + 1;
        var previous = before == null ? RecordedEvent.NO_HASH : before.hash();
        if (checkpoint.number() != number || !checkpoint.previousHash().equals(previous)) {
            throw refused(checkpoint, "does not follow checkpoint %s".formatted(number - 1));
        }
        if (!checkpoint.hash().equals(CheckpointSeal.hashOf(bytes))
                || (checkpoint.keyId().equals(key.id())
                        && !CheckpointSeal.isSigned(
                                bytes, checkpoint.signature(), key.publicKey()))) {
            throw refused(checkpoint, "is not what was signed");
        }
        if (last != null && last.number() == number && !last.hash().equals(checkpoint.hash())) {
            throw refused(checkpoint, "is another one than this instance signed");
        }
        add(checkpoint);
    }

    /**
     * The signature that was not stored before the process ended; empty if all are.
     *
     * @throws SigningRefusedException if checkpoints are missing up to the last signature
     */
    Optional<SignedCheckpoint> unstored() {
        var stored = newest == null ? 0 : newest.number();
        if (last == null || last.number() <= stored) {
            return Optional.empty();
        }
        var previous = newest == null ? RecordedEvent.NO_HASH : newest.hash();
        if (last.number() == stored + 1 && last.previousHash().equals(previous)) {
            return Optional.of(last);
        }
        throw new SigningRefusedException(
                "checkpoint %s was signed over %s events, but the table of checkpoints ends at %s, over %s events: restore it, or remove the last signature if it is lost for a reason that you know"
                        .formatted(
                                last.number(),
                                last.events(),
                                stored,
                                newest == null ? 0 : newest.events()));
    }

    /** A checkpoint that follows all of them. */
    void add(SignedCheckpoint checkpoint) {
        newest = checkpoint;
        checkpoint.heads().forEach(head -> heads.put(head.streamId(), head));
    }

    Optional<SignedCheckpoint> newest() {
        return Optional.ofNullable(newest);
    }

    /** The last event of the stream that is covered, null for none. */
    @Nullable StreamHead head(String streamId) {
        return heads.get(streamId);
    }

    private static SigningRefusedException refused(SignedCheckpoint checkpoint, String why) {
        return new SigningRefusedException(
                "checkpoint %s in the table %s: restore it".formatted(checkpoint.number(), why));
    }
}
