package io.sixlane.metrics.intake;

import org.jspecify.annotations.Nullable;

/**
 * Records that can never be stored, set aside as they came for a person to look at. The consumers
 * continue behind them.
 */
public interface RefusedRecords {
    /** The place of a record in its topic. */
    record Place(String topic, int partition, long offset) {}

    /**
     * A record in the same place takes the row of the one before it. Blocks; throws when the
     * storage is away.
     */
    void setAside(Place place, byte @Nullable [] value, String cause);
}
