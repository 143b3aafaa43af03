package io.sixlane.audit.verify;

import io.sixlane.audit.source.RawMessage;
import io.sixlane.audit.verify.Finding.Kind;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chains of all streams of one source, and their faults. Events may come twice: they are
 * published at least once.
 */
public final class EventChains {
    private record Place(String streamId, long revision) {}

    private final String source;
    private final Map<String, Chain> chains = new HashMap<>();
    private final Map<Place, Finding> findings = new LinkedHashMap<>();
    private final List<Finding> unreadable = new ArrayList<>();

    /** The previous hashes in the events after a gap. */
    private final Map<Place, String> announced = new HashMap<>();

    private final Set<Place> changed = new HashSet<>();
    private long events;
    private long duplicates;

    public EventChains(String source) {
        this.source = source;
    }

    /** Accepts events in the order of the source. */
    public void accept(RawMessage message) {
        FoundEvent event;
        try {
            event = FoundEvent.of(message);
        } catch (IllegalArgumentException e) {
            unreadable.add(
                    new Finding(
                            Kind.UNREADABLE,
                            source,
                            message.key() == null ? "" : message.key(),
                            message.revision(),
                            message.position(),
                            null,
                            null,
                            "this is no event: " + e.getMessage()));
            return;
        }
        var chain = chains.computeIfAbsent(event.streamId(), _ -> new Chain());
        if (isElsewhere(event, message)) {
            find(
                    Kind.REORDERED,
                    event,
                    null,
                    event.hash(),
                    "it stands in the place of revision %s of %s"
                            .formatted(message.revision(), message.key()));
        }
        if (!event.isUnchanged()) {
            changed.add(new Place(event.streamId(), event.revision()));
            find(
                    Kind.CHANGED,
                    event,
                    event.hash(),
                    event.computed(),
                    "its JSON is not what its hash was made of");
        }
        place(event, chain);
    }

    private static boolean isElsewhere(FoundEvent event, RawMessage message) {
        var otherStream = message.key() != null && !message.key().equals(event.streamId());
        var otherRevision = message.revision() != 0 && message.revision() != event.revision();
        return otherStream || otherRevision;
    }

    private void place(FoundEvent event, Chain chain) {
        if (event.revision() == chain.last() + 1) {
            events++;
            link(event, chain);
            chain.put(event.revision(), event.hash(), event.position(), event.occurredAt());
        } else if (event.revision() > chain.last()) {
            events++;
            gap(event, chain);
            chain.put(event.revision(), event.hash(), event.position(), event.occurredAt());
        } else if (chain.has(event.revision())) {
            again(event, chain);
        } else {
            events++;
            late(event, chain);
        }
    }

    private void link(FoundEvent event, Chain chain) {
        var before = chain.last() == 0 ? RecordedEvent.NO_HASH : chain.hash(chain.last());
        if (event.previousHash().equals(before) || isChanged(event)) {
            return;
        }
        if (chain.last() == 0) {
            find(
                    Kind.DROPPED,
                    event,
                    RecordedEvent.NO_HASH,
                    event.previousHash(),
                    "it is the first of its stream and yet names one before it");
        } else {
            replaced(event.streamId(), chain, event.revision() - 1, event.previousHash());
        }
    }

    private void gap(FoundEvent event, Chain chain) {
        var first = chain.last() + 1;
        var last = event.revision() - 1;
        announced.put(new Place(event.streamId(), last), event.previousHash());
        for (var revision = last; revision >= first && revision > last - 100; revision--) {
            findings.putIfAbsent(
                    new Place(event.streamId(), revision),
                    new Finding(
                            Kind.DROPPED,
                            source,
                            event.streamId(),
                            revision,
                            -1,
                            revision == last ? event.previousHash() : null,
                            null,
                            "revisions %s to %s are missing before revision %s"
                                    .formatted(first, last, event.revision())));
        }
    }

    private void again(FoundEvent event, Chain chain) {
        var held = chain.hash(event.revision());
        if (event.hash().equals(held)) {
            duplicates++;
        } else {
            find(
                    Kind.REPLACED,
                    event,
                    held,
                    event.hash(),
                    "another event has this revision already");
        }
    }

    /** An event that was missing when a later one came. */
    private void late(FoundEvent event, Chain chain) {
        var place = new Place(event.streamId(), event.revision());
        findings.remove(place);
        find(Kind.REORDERED, event, null, event.hash(), "it stands after revision " + chain.last());
        chain.put(event.revision(), event.hash(), event.position(), event.occurredAt());
        var next = announced.get(place);
        if (next != null && !next.equals(event.hash())) {
            replaced(event.streamId(), chain, event.revision(), next);
        }
    }

    private void replaced(String streamId, Chain chain, long revision, String expected) {
        findings.putIfAbsent(
                new Place(streamId, revision),
                new Finding(
                        Kind.REPLACED,
                        source,
                        streamId,
                        revision,
                        chain.position(revision),
                        expected,
                        chain.hash(revision),
                        "revision %s was made after another event".formatted(revision + 1)));
    }

    private void find(
            Kind kind,
            FoundEvent event,
            @Nullable String expected,
            @Nullable String found,
            String sentence) {
        findings.putIfAbsent(
                new Place(event.streamId(), event.revision()),
                new Finding(
                        kind,
                        source,
                        event.streamId(),
                        event.revision(),
                        event.position(),
                        expected,
                        found,
                        sentence));
    }

    private boolean isChanged(FoundEvent event) {
        return changed.contains(new Place(event.streamId(), event.revision()));
    }

    Map<String, Chain> chains() {
        return Collections.unmodifiableMap(chains);
    }

    @Nullable Chain chain(String streamId) {
        return chains.get(streamId);
    }

    public String source() {
        return source;
    }

    /** Different ones. */
    public long events() {
        return events;
    }

    /** The number of repeated events. */
    public long duplicates() {
        return duplicates;
    }

    public long streams() {
        return chains.size();
    }

    /** Contradictions within the source, in the order in which they appeared. */
    public List<Finding> findings() {
        var all = new ArrayList<>(unreadable);
        all.addAll(findings.values());
        return all;
    }

    /** Whether the chain has a finding about this event. */
    boolean knows(String streamId, long revision) {
        return findings.containsKey(new Place(streamId, revision));
    }
}
