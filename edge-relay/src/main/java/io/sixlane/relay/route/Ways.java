package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroup;
import java.util.List;

/** The choice of ways at this moment; asked on event loops for every flow, so it must not wait. */
@FunctionalInterface
public interface Ways {
    /** Flows go directly, whatever their group. */
    Ways DIRECT = (_, _) -> List.of(Way.DIRECT);

    /** Best first, at least one; {@link Way#DIRECT} is among them unless the policy forbids it. */
    List<Way> to(AcceleratorId accelerator, EndpointGroup group);
}
