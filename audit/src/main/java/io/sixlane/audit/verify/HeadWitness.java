package io.sixlane.audit.verify;

import io.sixlane.audit.verify.Finding.Kind;
import io.sixlane.configuration.log.StreamHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the heads that a witness knows with the chains of a source, because a chain alone does
 * not show events that were hashed again or are missing at its end. Missing ends are judged last,
 * so that the source may be read on before.
 */
final class HeadWitness {
    private record Testimony(String witness, StreamHead head) {}

    private final EventChains chains;
    private final List<Testimony> ahead = new ArrayList<>();
    private final Map<String, Long> confirmed = new HashMap<>();
    private final Set<String> judged = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private long heads;

    HeadWitness(EventChains chains) {
        this.chains = chains;
    }

    /**
     * @param witness for people: {@code checkpoint 12} or {@code relay-cn-hongkong-1}
     * @param head of revision 0 when nothing was seen
     */
    void testify(String witness, StreamHead head) {
        if (head.revision() == 0) {
            return;
        }
        heads++;
        if (isBeyond(head)) {
            ahead.add(new Testimony(witness, head));
        } else {
            judge(witness, head);
        }
    }

    private boolean isBeyond(StreamHead head) {
        var chain = chains.chain(head.streamId());
        return chain == null || chain.last() < head.revision();
    }

    /** Whether a witness saw events that the source lacks at its end. */
    boolean isAhead() {
        return ahead.stream().anyMatch(one -> isBeyond(one.head()));
    }

    private void judge(String witness, StreamHead head) {
        var chain = chains.chain(head.streamId());
        var found = chain == null ? null : chain.hash(head.revision());
        if (head.hash().equals(found)) {
            confirmed.merge(head.streamId(), head.revision(), Math::max);
            return;
        }
        if (!judged.add(head.streamId())) {
            return;
        }
        var last = chain == null ? 0 : chain.last();
        var safe = confirmed.getOrDefault(head.streamId(), 0L);
        if (found == null) {
            var first = last < head.revision() ? last + 1 : head.revision();
            findings.add(
                    new Finding(
                            Kind.DROPPED,
                            chains.source(),
                            head.streamId(),
                            first,
                            -1,
                            first == head.revision() ? head.hash() : null,
                            null,
                            "%s saw revision %s (hash %s), which is missing"
                                    .formatted(witness, head.revision(), head.hash())));
        } else {
            findings.add(
                    new Finding(
                            Kind.REPLACED,
                            chains.source(),
                            head.streamId(),
                            head.revision(),
                            chain == null ? -1 : chain.position(head.revision()),
                            head.hash(),
                            found,
                            "%s saw another history: the first forged event is one of revisions"
                                            .formatted(witness)
                                    + " %s to %s".formatted(safe + 1, head.revision())));
        }
    }

    /** How many were compared. */
    long heads() {
        return heads;
    }

    List<Finding> findings() {
        ahead.forEach(one -> judge(one.witness(), one.head()));
        ahead.clear();
        return List.copyOf(findings);
    }
}
