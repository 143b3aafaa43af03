package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Flux;

/** What relays applied. */
public interface RelayStatuses {
    /**
     * One for each relay that said it applied the accelerator, by relay id. What an earlier process
     * of a relay applied is left out.
     */
    Flux<Programmed> programmed(AcceleratorId id);

    /**
     * How every relay stands to the accelerator, by relay id: those of its regions, whether they
     * said anything or not, and those elsewhere that have to give it up.
     *
     * @param regions the accelerator's own; none when it was deleted
     */
    Flux<RelayStanding> standings(AcceleratorId id, Collection<String> regions);

    /**
     * Says which accelerators relays have said something new about, to each subscriber; empty when
     * it may be any. Does not end, and may miss something.
     */
    Flux<Set<AcceleratorId>> news();
}
