package io.sixlane.relay.configuration;

import io.sixlane.configuration.json.ConfigurationJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/** Reads the revision of a record without the rest of it. */
final class RevisionOf {
    private RevisionOf() {}

    /** The member {@code revision} of an object; the greatest number where that is unreadable. */
    static long json(byte[] record) {
        try (var parser = ConfigurationJson.mapper().createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Long.MAX_VALUE;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                if (name.equals("revision")) {
                    return parser.getLongValue();
                }
                parser.skipChildren();
            }
            return Long.MAX_VALUE;
        } catch (JacksonException _) {
            return Long.MAX_VALUE;
        }
    }
}
