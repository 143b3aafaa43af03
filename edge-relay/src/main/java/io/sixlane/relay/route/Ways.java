package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.forward.TcpMeasurement;
import java.util.List;

/** The current choice of ways. Called on event loops for every flow; must not block. */
@FunctionalInterface
public interface Ways {
    /** Flows go directly, whatever their group. */
    Ways DIRECT = (_, _) -> List.of(Way.DIRECT);

    /** Best first, at least one; {@link Way#DIRECT} is among them unless the policy forbids it. */
    List<Way> to(AcceleratorId accelerator, EndpointGroup group);

    /** The kernel's figures of a connection that went straight to an endpoint of this group. */
    default void measuredDirect(EndpointGroupId group, TcpMeasurement endpoint) {}
}
