package io.sixlane.relay.lane;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.forward.Route;

/**
 * Admits or refuses a flow that another relay hands over. Called on an event loop; must not block.
 */
@FunctionalInterface
public interface FlowAdmission {
    /** Accepts none. */
    FlowAdmission NONE = (_, _, _) -> new Refused(Refusal.NOT_ALLOWED);

    /**
     * @param protocol of the client
     * @param from id of the relay that hands it over
     */
    Answer admit(Protocol protocol, String from, Open open);

    /** The decision about a flow. */
    sealed interface Answer {}

    /**
     * @param route its destination is the endpoint, or the next relay
     */
    record Admitted(Route route) implements Answer {}

    record Refused(Refusal cause) implements Answer {}

    /** The configuration may arrive soon: ask again. */
    record NotYet() implements Answer {}
}
