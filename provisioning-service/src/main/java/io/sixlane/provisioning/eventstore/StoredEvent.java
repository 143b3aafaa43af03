package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;

/** An event as it stands in the table. */
final class StoredEvent {
    private StoredEvent() {}

    /**
     * @throws EventNotUnderstoodException when this version cannot read it
     */
    static RecordedEvent read(Json record) {
        var json = record.asArray();
        try {
            return ConfigurationJson.read(json, RecordedEvent.class);
        } catch (IllegalArgumentException e) {
            var tree = ConfigurationJson.mapper().readTree(json);
            throw new EventNotUnderstoodException(
                    tree.at("/streamId").asString(""),
                    tree.at("/revision").asLong(0),
                    tree.at("/event/type").asString(""),
                    e);
        }
    }
}
