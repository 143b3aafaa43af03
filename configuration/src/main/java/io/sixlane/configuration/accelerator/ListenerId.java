package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sixlane.configuration.id.ResourceIds;

/** The id of a listener: {@code lsr-} and 1 to 60 lower-case letters or digits. */
public record ListenerId(@JsonValue String text) implements Comparable<ListenerId> {
    public static final String PREFIX = "lsr-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ListenerId {
        ResourceIds.require(text, PREFIX, "a listener");
    }

    @Override
    public int compareTo(ListenerId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
