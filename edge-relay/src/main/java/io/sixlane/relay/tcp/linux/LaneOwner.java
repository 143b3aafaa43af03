package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.Open;
import java.net.ProtocolException;

/** The user of a lane: the pool of the side that connected it, or the side that accepted it. */
interface LaneOwner {
    /** The lane can carry flows. */
    void established(Lane lane);

    /** The lane is idle and can carry the next flow. */
    void free(Lane lane);

    /** The lane is closed. */
    void closed(Lane lane);

    /** It is about to close, which neither side wanted. */
    void broke(Lane lane);

    /** A flow arrives. */
    void arrived(Lane lane, int flow, Open open) throws ProtocolException;

    void padded(int bytes);

    /** The other side pads a lane, and expects the same of this one. */
    void invited();
}
