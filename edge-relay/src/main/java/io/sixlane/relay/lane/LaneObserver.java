package io.sixlane.relay.lane;

/** Counts lanes and the flows on them. Called on any event loop. */
public interface LaneObserver {
    LaneObserver NONE = new LaneObserver() {};

    /** A lane can carry flows, whichever side connected it. */
    default void opened() {}

    /** A lane that was {@link #opened} has closed. */
    default void closed() {}

    /** A lane to another relay could not be opened. */
    default void failed() {}

    /** A lane waits for its next flow; {@code change} is 1, or -1 when it waits no longer. */
    default void idle(int change) {}

    /** A flow began; {@code reused} on a lane that had carried another. */
    default void flow(boolean reused) {}

    /** The other relay refused a flow for a reason of its own. */
    default void refused(Refusal cause) {}

    /** Padding was sent to keep a lane warm. */
    default void padding(int bytes) {}

    /** A UDP session was handed over to another relay. */
    default void session() {}

    /** A datagram went by a second way too. */
    default void copied() {}

    /**
     * The datagrams of one event loop reach another relay; {@code change} is 1, or -1 when they do
     * no longer.
     */
    default void datagramPath(int change) {}

    /** A datagram that came to the port of datagrams was dropped. */
    default void datagramRefused(DatagramRefusal cause) {}
}
