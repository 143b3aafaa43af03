package io.sixlane.provisioning.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * An event or an image as it is stored, published unchanged: components that a later version wrote
 * and this one does not know stays in it, and what this one cannot read holds no other stream up.
 *
 * @param key of the Kafka record
 * @param json the value
 * @param id unique, for readers that want each once
 * @param type the simple name of the fact or of the record
 * @param occurredAt ISO 8601
 * @param traceparent null outside of a trace
 */
record StoredMessage(
        String key,
        String json,
        String id,
        String type,
        String occurredAt,
        @Nullable String traceparent,
        boolean isUnreadable) {
    private static final Logger log = LoggerFactory.getLogger(StoredMessage.class);

    static StoredMessage event(String json) {
        var tree = ConfigurationJson.mapper().readTree(json);
        var traceparent = tree.at("/actor/traceparent").asString("");
        return new StoredMessage(
                text(tree, "/streamId"),
                json,
                text(tree, "/eventId"),
                text(tree, "/event/type"),
                text(tree, "/occurredAt"),
                traceparent.isEmpty() ? null : traceparent,
                isUnreadable(json, RecordedEvent.class, text(tree, "/streamId")));
    }

    /**
     * An image message; its id contains the revision, because an image may be published more than
     * once.
     */
    static StoredMessage image(String json, @Nullable String traceparent) {
        var tree = ConfigurationJson.mapper().readTree(json);
        var id = text(tree, "/id");
        return new StoredMessage(
                id,
                json,
                "%s/%s".formatted(id, text(tree, "/revision")),
                text(tree, "/type"),
                text(tree, "/occurredAt"),
                traceparent,
                isUnreadable(json, AcceleratorRecord.class, id));
    }

    private static boolean isUnreadable(String json, Class<?> type, String stream) {
        try {
            var _ = ConfigurationJson.read(json.getBytes(UTF_8), type);
            return false;
        } catch (IllegalArgumentException e) {
            log.atError()
                    .addKeyValue("stream", stream)
                    .addKeyValue("cause", e.getMessage())
                    .log("unknown event published as stored");
            return true;
        }
    }

    private static String text(JsonNode tree, String pointer) {
        return tree.at(pointer).asString("");
    }
}
