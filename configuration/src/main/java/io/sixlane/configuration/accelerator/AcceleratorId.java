package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sixlane.configuration.id.ResourceIds;

/** The id of an accelerator: {@code ga-} and 1 to 60 lower-case letters or digits. */
public record AcceleratorId(@JsonValue String text) implements Comparable<AcceleratorId> {
    public static final String PREFIX = "ga-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AcceleratorId {
        ResourceIds.require(text, PREFIX, "an accelerator");
    }

    @Override
    public int compareTo(AcceleratorId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
