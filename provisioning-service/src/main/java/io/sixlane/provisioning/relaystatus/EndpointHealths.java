package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;

/** What relays find at endpoints. */
public interface EndpointHealths {
    /**
     * One for each relay that said something of the accelerator's endpoints, by relay id. What an
     * earlier process of a relay said is left out.
     */
    Flux<Found> found(AcceleratorId id);

    /**
     * What one relay found.
     *
     * @param alive whether its last heartbeat is less than 10 s old
     * @param at when it said so, by its clock
     */
    record Found(
            String relay,
            String region,
            boolean alive,
            Instant at,
            List<EndpointHealth> endpoints) {
        public Found {
            endpoints = List.copyOf(endpoints);
        }
    }
}
