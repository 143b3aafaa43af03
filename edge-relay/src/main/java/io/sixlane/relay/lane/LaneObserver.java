package io.sixlane.relay.lane;

/** Counts what happens to lanes and the flows on them; any event loop. */
public interface LaneObserver {
    LaneObserver NONE = new LaneObserver() {};

    /** A lane can carry flows, whichever side connected it. */
    default void opened() {}

    /** One that was {@link #opened} is no more. */
    default void closed() {}

    /** A lane to another relay could not be opened. */
    default void failed() {}

    /** A lane waits for its next flow; {@code change} is 1, or -1 when it waits no longer. */
    default void idle(int change) {}

    /** A flow began; {@code reused} on a lane that had carried another. */
    default void flow(boolean reused) {}

    /** The other relay did not take a flow, for a reason of its own. */
    default void refused(Refusal cause) {}

    /** Bytes that only keep lanes warm. */
    default void padding(int bytes) {}
}
