package io.sixlane.relay.status;

import io.sixlane.relay.fleet.RelayState;
import io.sixlane.relay.report.RelayMeters;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/relay}: shows and changes whether the relay drains. */
@Component
@Endpoint(id = "relay")
class RelayStateEndpoint {
    private final RelayState state;
    private final RelayMeters meters;

    RelayStateEndpoint(RelayState state, RelayMeters meters) {
        this.state = state;
        this.meters = meters;
    }

    /** The state that an operator requests. */
    enum Wanted {
        ACTIVE,
        DRAINING
    }

    /**
     * @param connections still open, those that other relays handed over included
     */
    record Shown(Wanted state, long connections) {}

    @ReadOperation
    Shown show() {
        return new Shown(state.isDraining() ? Wanted.DRAINING : Wanted.ACTIVE, meters.openFlows());
    }

    @WriteOperation
    Shown change(Wanted state) {
        this.state.change(state == Wanted.DRAINING);
        return show();
    }
}
