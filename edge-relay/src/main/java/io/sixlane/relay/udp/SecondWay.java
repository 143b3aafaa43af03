package io.sixlane.relay.udp;

import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.datagram.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends copies of a small session's datagrams by a second way to the same relay while the first one
 * is measured to lose some; that relay sends answers by both. Confined to the session's event loop.
 */
final class SecondWay {
    /** In both directions together: 64 kbit/s. */
    static final int MOST_BYTES_PER_SECOND = 8_000;

    /** Looks until it tries again. */
    private static final int PAUSE = 10;

    private final CarryIngress ingress;
    private final CarriedUpstream upstream;
    private final OutgoingLeg first;
    private final Open open;
    private final List<List<String>> others;
    private @Nullable OutgoingLeg leg;
    private boolean ready;
    private int bytes;
    private int pause;

    /**
     * @param others ways to the same last relay
     */
    SecondWay(
            CarryIngress ingress,
            CarriedUpstream upstream,
            OutgoingLeg first,
            Open open,
            List<List<String>> others) {
        this.ingress = ingress;
        this.upstream = upstream;
        this.first = first;
        this.open = open;
        this.others = others;
    }

    void send(Frame.Data data) {
        moved(data.payload().length);
        var copying = leg;
        if (copying != null && ready) {
            copying.send(data);
            ingress.observer().copied();
        }
    }

    /** Counts bytes of either direction, without copies. */
    void moved(int count) {
        bytes += count;
    }

    /** Each second. */
    void look() {
        var isSmall = bytes <= MOST_BYTES_PER_SECOND;
        bytes = 0;
        pause = Math.max(0, pause - 1);
        var isWanted = isSmall && first.path().loses();
        if (leg != null && !isWanted) {
            close();
        } else if (leg == null && isWanted && pause == 0) {
            pause = PAUSE;
            ask();
        }
    }

    private void ask() {
        for (var way : others) {
            var asked = ingress.leg(way.getFirst(), upstream);
            if (asked != null) {
                leg = asked;
                asked.join(
                        new Open(
                                open.flow(),
                                open.client(),
                                open.accelerated(),
                                open.preface(),
                                way.size() > 1 ? way.getLast() : ""));
                return;
            }
        }
    }

    void received(Frame frame) {
        switch (frame) {
            case Frame.Data data -> upstream.answered(data);
            case Frame.Opened _ -> ready = true;
            case Frame.Refused _, Frame.Close _ -> over();
            case Frame.Open _, Frame.Join _, Frame.Ping _, Frame.Pong _ -> {}
        }
    }

    void close() {
        if (leg != null) {
            leg.close();
        }
        over();
    }

    private void over() {
        if (leg != null) {
            ingress.forget(leg);
        }
        leg = null;
        ready = false;
    }
}
