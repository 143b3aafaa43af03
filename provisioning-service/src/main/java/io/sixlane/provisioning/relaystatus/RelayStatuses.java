package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;

/** The revisions that relays applied. */
public interface RelayStatuses {
    /**
     * The standing of every relay of the accelerator's regions, whether it reported anything or
     * not, and of those elsewhere that have to give the accelerator up. By relay id.
     */
    default Flux<RelayStanding> standings(AcceleratorRecord record) {
        return standings(record.id(), regionsOf(record));
    }

    /**
     * @param regions the accelerator's own; none when it was deleted
     */
    Flux<RelayStanding> standings(AcceleratorId id, Collection<String> regions);

    /**
     * Emits the accelerators that relays reported on; an empty set stands for any. Does not end,
     * and may miss some.
     */
    Flux<Set<AcceleratorId>> applied();

    /** None of a deleted accelerator. */
    static List<String> regionsOf(AcceleratorRecord record) {
        return record instanceof AcceleratorImage image
                ? image.regions().stream().map(AccelerationRegion::region).toList()
                : List.of();
    }
}
