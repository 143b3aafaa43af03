package io.sixlane.provisioning.history;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One event as the API shows it.
 *
 * @param event as it is in the log, with its type
 */
public record HistoryEntry(
        long revision,
        String eventId,
        Instant occurredAt,
        Actor actor,
        String type,
        JsonNode event,
        String previousHash,
        String hash) {
    public static HistoryEntry of(RecordedEvent recorded) {
        return new HistoryEntry(
                recorded.revision(),
                recorded.eventId(),
                recorded.occurredAt(),
                recorded.actor(),
                recorded.event().getClass().getSimpleName(),
                ConfigurationJson.mapper().valueToTree(recorded.event()),
                recorded.previousHash(),
                recorded.hash());
    }
}
