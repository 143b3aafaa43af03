package io.sixlane.relay.route;

import io.sixlane.relay.forward.TcpMeasurement;

/** Receives what lanes show about the links to other relays; any event loop, must not wait. */
public interface LinkObserver {
    LinkObserver NONE = new LinkObserver() {};

    /** A lane to {@code relay} was opened, {@code nanos} after the first packet. */
    default void opened(String relay, long nanos) {}

    /** A lane to {@code relay} could not be opened, or broke. */
    default void failed(String relay) {}

    /** One measurement of a lane to or from {@code relay}. */
    default void measured(String relay, TcpMeasurement lane) {}

    /**
     * The kernel repeats bytes of a lane to {@code relay} for the second time without an answer.
     */
    default void overdue(String relay) {}
}
