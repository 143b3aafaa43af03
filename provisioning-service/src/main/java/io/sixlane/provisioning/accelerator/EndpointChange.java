package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.http.body.PatchedField;

/** Changed settings of an endpoint; its address stays. */
public record EndpointChange(
        PatchedField<Integer> weight,
        PatchedField<Integer> port,
        PatchedField<EndpointState> state) {
    Endpoint of(Endpoint held) {
        return new Endpoint(
                held.id(),
                held.type(),
                held.address(),
                weight.or(held.weight(), held.weight()),
                port.orHeld(held.port()),
                state.orHeld(held.state()));
    }
}
