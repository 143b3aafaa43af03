package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamHead;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as an account may see it: of other accounts nothing but what covers them all, the
 * hashes and the signature. With those of an operator, who sees all of it, it can be compared.
 *
 * @param transaction null unless an operator asks
 * @param position the same
 * @param events the same
 * @param heads of the account's own streams; an operator sees those of all
 */
record CheckpointView(
        long number,
        @Nullable String transaction,
        @Nullable Long position,
        Instant at,
        @Nullable Long events,
        List<StreamHead> heads,
        String previousHash,
        String keyId,
        String hash,
        String signature) {
    CheckpointView {
        heads = List.copyOf(heads);
    }

    static CheckpointView whole(SignedCheckpoint checkpoint) {
        return new CheckpointView(
                checkpoint.number(),
                checkpoint.transaction(),
                checkpoint.position(),
                checkpoint.at(),
                checkpoint.events(),
                checkpoint.heads(),
                checkpoint.previousHash(),
                checkpoint.keyId(),
                checkpoint.hash(),
                checkpoint.signature());
    }

    /**
     * @param own ids of streams
     */
    static CheckpointView of(SignedCheckpoint checkpoint, Set<String> own) {
        return new CheckpointView(
                checkpoint.number(),
                null,
                null,
                checkpoint.at(),
                null,
                checkpoint.heads().stream().filter(head -> own.contains(head.streamId())).toList(),
                checkpoint.previousHash(),
                checkpoint.keyId(),
                checkpoint.hash(),
                checkpoint.signature());
    }
}
