package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.provisioning.eventstore.EventStore;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Bandwidth plans as the log has them. */
@Service
public class BandwidthPlans {
    private final EventStore eventStore;

    BandwidthPlans(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    /** Empty when there is none; of whatever account. */
    public Mono<BandwidthPlan> find(BandwidthPlanId id) {
        return eventStore
                .load(id.text())
                .reduce(
                        Optional.<BandwidthPlan>empty(),
                        (held, recorded) ->
                                Optional.ofNullable(
                                        BandwidthPlan.evolve(held.orElse(null), recorded)))
                .flatMap(Mono::justOrEmpty);
    }
}
