package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with the values in force.
 *
 * @param port its own; null where the group or the listener gives it one
 * @param fromDefault the fields that no request has set
 */
record EndpointView(
        EndpointId id,
        EndpointType type,
        String address,
        int weight,
        @Nullable Integer port,
        EndpointState state,
        List<String> fromDefault) {
    EndpointView {
        fromDefault = List.copyOf(fromDefault);
    }

    static EndpointView of(Endpoint endpoint) {
        var defaults = new Defaults();
        return new EndpointView(
                endpoint.id(),
                endpoint.type(),
                endpoint.address(),
                endpoint.weight(),
                endpoint.port(),
                defaults.inForce("state", endpoint.state(), endpoint.effectiveState()),
                defaults.fields());
    }
}
