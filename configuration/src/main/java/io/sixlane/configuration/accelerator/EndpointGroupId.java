package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sixlane.configuration.id.ResourceIds;

/** The id of an endpoint group: {@code epg-} and 1 to 60 lower-case letters or digits. */
public record EndpointGroupId(@JsonValue String text) implements Comparable<EndpointGroupId> {
    public static final String PREFIX = "epg-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EndpointGroupId {
        ResourceIds.require(text, PREFIX, "an endpoint group");
    }

    @Override
    public int compareTo(EndpointGroupId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
