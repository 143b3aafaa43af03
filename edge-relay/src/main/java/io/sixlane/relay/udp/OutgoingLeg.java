package io.sixlane.relay.udp;

import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.datagram.Frame;

/**
 * One way by which the datagrams of a session go to other relays.
 *
 * @param session the number by which the next relay knows it
 */
record OutgoingLeg(RelayPath path, long session) {
    void begin(Open open) {
        path.send(new Frame.Open(session, open.write()));
    }

    /** For copies of what goes by another way. */
    void join(Open open) {
        path.send(new Frame.Join(session, open.write()));
    }

    void send(Frame.Data data) {
        path.send(new Frame.Data(session, data.sequence(), data.payload()));
    }

    void close() {
        path.send(new Frame.Close(session));
    }
}
