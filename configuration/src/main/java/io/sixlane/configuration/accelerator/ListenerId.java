package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of a listener: {@code lsr-} and 1 to 60 lower-case letters or digits. */
public record ListenerId(@JsonValue String text) implements Comparable<ListenerId> {
    public static final String PREFIX = "lsr-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ListenerId {
        if (!text.matches("lsr-[a-z0-9]{1,60}")) {
            throw new IllegalArgumentException(
                    "id of a listener must be lsr- and 1 to 60 lower-case letters or digits, was "
                            + text);
        }
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
