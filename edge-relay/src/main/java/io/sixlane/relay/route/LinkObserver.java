package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.forward.TcpMeasurement;

/**
 * Receives measurements that lanes make of the links to other relays. Called on any event loop;
 * must not block.
 */
public interface LinkObserver {
    LinkObserver NONE = new LinkObserver() {};

    /**
     * A lane to or from {@code relay} has both hellos, so each side can authenticate probes of the
     * other one.
     *
     * @param key from {@link ProbeKey#agreed}
     */
    default void keyed(String relay, byte[] key) {}

    /** A lane to {@code relay} was opened, {@code nanos} after the first packet. */
    default void opened(String relay, long nanos) {}

    /** A lane to {@code relay} could not be opened, or broke. */
    default void failed(String relay) {}

    /** One measurement of a lane to or from {@code relay}; counts are those since it opened. */
    default void measured(String relay, TcpMeasurement lane) {}

    /** A flow left a lane to {@code relay} of which nothing was acknowledged in time. */
    default void silent(String relay) {}

    /**
     * Lanes to {@code relay} on one event loop that wait for a flow.
     *
     * @param warm whether their congestion windows are large
     */
    default void idle(String relay, int lanes, boolean warm) {}

    /** {@code relay} connected to an endpoint of this group in the given time. */
    default void reached(String relay, EndpointGroupId group, long connectMicros) {}
}
