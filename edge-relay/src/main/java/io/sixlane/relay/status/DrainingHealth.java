package io.sixlane.relay.status;

import io.sixlane.relay.fleet.RelayState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Takes a relay that drains out of service, so that what routes clients to it leaves it out. */
@Component("draining")
class DrainingHealth implements HealthIndicator {
    private final RelayState state;

    DrainingHealth(RelayState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        return state.isDraining() ? Health.outOfService().build() : Health.up().build();
    }
}
