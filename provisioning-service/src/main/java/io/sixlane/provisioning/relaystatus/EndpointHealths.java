package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;

/** The findings of relays at endpoints. */
public interface EndpointHealths {
    /**
     * The newest report of each relay on the accelerator's endpoints, by relay id, without those of
     * earlier processes.
     */
    Flux<Found> found(AcceleratorId id);

    /**
     * The findings of one relay.
     *
     * @param alive whether its last heartbeat is less than 10 s old
     * @param at time of the report, by the relay's clock
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
