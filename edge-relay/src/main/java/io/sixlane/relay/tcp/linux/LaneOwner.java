package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.Open;
import java.net.ProtocolException;

/** Who uses a lane: the pool of the side that connected it, or the side that accepted it. */
interface LaneOwner {
    /** The lane can carry flows. */
    void established(Lane lane);

    /** It carries none, and can carry the next. */
    void free(Lane lane);

    /** It is closed. */
    void closed(Lane lane);

    /** A flow arrives. */
    void arrived(Lane lane, int flow, Open open) throws ProtocolException;

    void padded(int bytes);
}
