package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sixlane.configuration.id.ResourceIds;

/** The id of an endpoint: {@code ep-} and 1 to 60 lower-case letters or digits. */
public record EndpointId(@JsonValue String text) implements Comparable<EndpointId> {
    public static final String PREFIX = "ep-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EndpointId {
        ResourceIds.require(text, PREFIX, "an endpoint");
    }

    @Override
    public int compareTo(EndpointId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
