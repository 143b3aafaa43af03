package io.sixlane.audit.replay;

import io.sixlane.audit.source.RawMessage;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the events of accelerators. One that cannot be read, or that does not follow the one before
 * it, stops its accelerator only, and is named.
 */
public final class EventReader {
    /** The part of an event that is needed to skip it. */
    private record Envelope(String streamId, long revision) {}

    private final Consumer<RecordedEvent> sink;
    private final String positionWord;
    private final Map<String, Long> revisions = new HashMap<>();
    private final SortedMap<String, String> stopped = new TreeMap<>();
    private long events;
    private long unreadable;

    /**
     * @param positionWord the word for a position in the source
     */
    public EventReader(String positionWord, Consumer<RecordedEvent> sink) {
        this.positionWord = positionWord;
        this.sink = sink;
    }

    public void accept(RawMessage message) {
        Envelope envelope;
        try {
            envelope = ConfigurationJson.read(message.json(), Envelope.class);
        } catch (IllegalArgumentException e) {
            unreadable(message);
            return;
        }
        events++;
        var streamId = envelope.streamId();
        if (!streamId.startsWith(AcceleratorId.PREFIX) || stopped.containsKey(streamId)) {
            return;
        }
        var held = revisions.getOrDefault(streamId, 0L);
        if (envelope.revision() <= held) {
            return;
        }
        if (envelope.revision() != held + 1) {
            stop(
                    streamId,
                    message,
                    "revision %s came after %s".formatted(envelope.revision(), held));
            return;
        }
        try {
            var recorded = ConfigurationJson.read(message.json(), RecordedEvent.class);
            if (!(recorded.event() instanceof AcceleratorEvent)) {
                stop(
                        streamId,
                        message,
                        "revision %s is no event of an accelerator".formatted(held + 1));
                return;
            }
            revisions.put(streamId, envelope.revision());
            sink.accept(recorded);
        } catch (IllegalArgumentException e) {
            stop(streamId, message, "revision %s: %s".formatted(held + 1, e.getMessage()));
        }
    }

    /** Events of all streams, those that came twice included. */
    public long events() {
        return events;
    }

    /**
     * Accelerators whose events could not all be read, with the reason; their replayed state is
     * wrong.
     */
    public SortedMap<String, String> stopped() {
        return Collections.unmodifiableSortedMap(stopped);
    }

    /** Messages that are no events at all, and have no key with an accelerator. */
    public long unreadable() {
        return unreadable;
    }

    private void unreadable(RawMessage message) {
        if (message.key() == null) {
            unreadable++;
        } else if (message.key().startsWith(AcceleratorId.PREFIX)) {
            stop(message.key(), message, "a message is no event");
        }
    }

    private void stop(String streamId, RawMessage message, String why) {
        stopped.putIfAbsent(
                streamId, "%s (%s %s)".formatted(why, positionWord, message.position()));
    }
}
