package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.Open;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a session goes when another relay has the endpoint's socket. Confined to its loop. */
final class Onward {
    private final UdpSession session;
    private @Nullable CarriedUpstream upstream;

    Onward(UdpSession session) {
        this.session = session;
    }

    /** Whether datagrams of the client go to another relay. */
    boolean isTaken() {
        return upstream != null;
    }

    /**
     * Hands the session over to the first relay of {@code way}, with what the client has sent;
     * returns false when that relay cannot be reached.
     *
     * @param ways of the candidate
     * @param opening called on the session's event loop
     */
    boolean take(
            Route.Destination candidate,
            List<String> way,
            List<List<String>> ways,
            WaitingDatagrams first,
            CarriedUpstream.Opening opening) {
        var carrier = session.loop().carrier();
        var flow = candidate.carried();
        if (carrier == null || flow == null) {
            return false;
        }
        var open =
                new Open(
                        flow,
                        session.client(),
                        session.accelerated(),
                        candidate.preface(session.client(), session.accelerated()),
                        way.size() > 1 ? way.getLast() : "");
        var taken = carrier.ingress().open(session, way, ways, open, opening);
        upstream = taken;
        if (taken == null) {
            return false;
        }
        taken.start(first);
        return true;
    }

    /** The relay did not take the session. */
    void takeBack() {
        upstream = null;
    }

    /** See {@link CarriedUpstream#early}. */
    void early(byte[] payload, boolean kept) {
        if (upstream != null) {
            upstream.early(payload, kept);
        }
    }

    void send(byte[] payload) {
        if (upstream != null) {
            upstream.send(payload);
        }
    }

    void close() {
        if (upstream != null) {
            upstream.close();
        }
    }
}
