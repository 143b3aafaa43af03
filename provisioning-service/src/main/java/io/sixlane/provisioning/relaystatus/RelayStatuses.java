package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.accelerator.AcceleratorId;
import reactor.core.publisher.Flux;

/** What relays applied. */
public interface RelayStatuses {
    /**
     * One for each relay that said it applied the accelerator, by relay id. What an earlier process
     * of a relay applied is left out.
     */
    Flux<Programmed> programmed(AcceleratorId id);
}
