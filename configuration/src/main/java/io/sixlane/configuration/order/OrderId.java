package io.sixlane.configuration.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sixlane.configuration.id.ResourceIds;

/** The id of an order: {@code ord-} and 1 to 60 lower-case letters or digits. */
public record OrderId(@JsonValue String text) implements Comparable<OrderId> {
    public static final String PREFIX = "ord-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        ResourceIds.require(text, PREFIX, "an order");
    }

    @Override
    public int compareTo(OrderId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
