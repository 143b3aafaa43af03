package io.sixlane.configuration.bandwidthplan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sixlane.configuration.id.ResourceIds;

/** The id of a bandwidth plan: {@code gbwp-} and 1 to 60 lower-case letters or digits. */
public record BandwidthPlanId(@JsonValue String text) implements Comparable<BandwidthPlanId> {
    public static final String PREFIX = "gbwp-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BandwidthPlanId {
        ResourceIds.require(text, PREFIX, "a bandwidth plan");
    }

    @Override
    public int compareTo(BandwidthPlanId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
