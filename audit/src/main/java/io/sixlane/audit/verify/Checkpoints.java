package io.sixlane.audit.verify;

import static java.util.stream.Collectors.toMap;

import io.sixlane.audit.source.RawMessage;
import io.sixlane.audit.verify.Finding.Kind;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one source: whether they form a chain, whose key signed them, and whether the
 * log matches them.
 */
public final class Checkpoints {
    private final String source;
    private final HeadWitness witness;
    private final Map<String, PublicKey> keys;
    private final List<Finding> findings = new ArrayList<>();
    private final SortedMap<Long, String> hashes = new TreeMap<>();
    private final Map<String, Long> covered = new HashMap<>();
    private long number;
    private String head = RecordedEvent.NO_HASH;
    private @Nullable SignedCheckpoint newest;
    private @Nullable Finding cut;

    /**
     * @param keys any of which may have signed, as keys are changed now and then; none to leave
     *     signatures unchecked
     */
    public Checkpoints(String source, EventChains chains, List<PublicKey> keys) {
        this.source = source;
        this.witness = new HeadWitness(chains);
        this.keys =
                keys.stream()
                        .collect(
                                toMap(
                                        CheckpointSeal::keyId,
                                        key -> key,
                                        (key, _) -> key,
                                        TreeMap::new));
    }

    /** Accepts checkpoints in the order of their numbers; one may come twice. */
    public void accept(RawMessage message) {
        SignedCheckpoint checkpoint;
        String hash;
        try {
            checkpoint = ConfigurationJson.read(message.json(), SignedCheckpoint.class);
            hash = CheckpointSeal.hashOf(message.json());
        } catch (IllegalArgumentException e) {
            find(message, null, null, "this is no checkpoint: " + e.getMessage());
            return;
        }
        if (checkpoint.number() <= number) {
            var held = hashes.get(checkpoint.number());
            if (held != null && !held.equals(checkpoint.hash())) {
                find(
                        message,
                        held,
                        checkpoint.hash(),
                        "a second checkpoint %s: the history forks here"
                                .formatted(checkpoint.number()));
            }
            return;
        }
        if (checkpoint.number() != number + 1) {
            find(
                    message,
                    null,
                    null,
                    "checkpoints %s to %s are missing"
                            .formatted(number + 1, checkpoint.number() - 1));
        } else if (!checkpoint.previousHash().equals(head)) {
            find(
                    message,
                    checkpoint.previousHash(),
                    head,
                    "checkpoint %s was made after another one".formatted(checkpoint.number()));
        }
        number = checkpoint.number();
        head = checkpoint.hash();
        hashes.put(number, head);
        if (!hash.equals(checkpoint.hash())) {
            find(
                    message,
                    checkpoint.hash(),
                    hash,
                    "checkpoint %s is not what its hash was made of".formatted(number));
            return;
        }
        if (!keys.isEmpty() && !isSigned(message, checkpoint)) {
            find(
                    message,
                    String.join(" or ", keys.keySet()),
                    checkpoint.keyId(),
                    "checkpoint %s was not signed with %s"
                            .formatted(
                                    number, keys.size() == 1 ? "this key" : "one of these keys"));
            return;
        }
        newest = checkpoint;
        for (var streamHead : checkpoint.heads()) {
            witness.testify("checkpoint " + number, streamHead);
            covered.merge(streamHead.streamId(), streamHead.revision(), Math::max);
        }
    }

    /**
     * The source lacks its beginning.
     *
     * @param messages how many are gone, 0 for none
     */
    public void cutOff(long messages) {
        if (messages > 0) {
            cut =
                    new Finding(
                            Kind.CHECKPOINT,
                            source,
                            "",
                            0,
                            0,
                            null,
                            null,
                            "its beginning was cut off: the first %s messages are gone"
                                    .formatted(messages));
        }
    }

    /** Whether the checkpoint is signed with the key that it names, and that key is a given one. */
    private boolean isSigned(RawMessage message, SignedCheckpoint checkpoint) {
        var key = keys.get(checkpoint.keyId());
        return key != null && CheckpointSeal.isSigned(message.json(), checkpoint.signature(), key);
    }

    /** The last one that is whole, null without any. */
    public @Nullable SignedCheckpoint newest() {
        return newest;
    }

    /** Whether a checkpoint covers events that the log lacks at its end. */
    public boolean isAhead() {
        return witness.isAhead();
    }

    /** The hash that each checkpoint carries, by number. */
    public SortedMap<Long, String> hashes() {
        return Collections.unmodifiableSortedMap(hashes);
    }

    /** The last revision of each stream that a whole checkpoint covers. */
    Map<String, Long> covered() {
        return Collections.unmodifiableMap(covered);
    }

    public String source() {
        return source;
    }

    /** Problems of the checkpoints, then problems of the log. */
    public List<Finding> findings() {
        var all = new ArrayList<>(findings);
        all.addAll(witness.findings());
        if (cut != null) {
            all.add(cut);
        }
        return all;
    }

    private void find(
            RawMessage message,
            @Nullable String expected,
            @Nullable String found,
            String sentence) {
        findings.add(
                new Finding(
                        Kind.CHECKPOINT,
                        source,
                        "",
                        0,
                        message.position(),
                        expected,
                        found,
                        sentence));
    }
}
