package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.Errno;
import java.net.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a lane while no leg reads by itself: messages, the first bytes of a flow whose endpoint is
 * not connected yet, and what is left of flows that are over.
 */
final class LaneReader {
    private static final Logger log = LoggerFactory.getLogger(LaneReader.class);

    private static final int ROUNDS = 16;

    private final RelayLoop loop;
    private final Lane lane;
    private final LaneInput input;
    private final LaneFlows flows;
    private boolean readable;
    private boolean reading;

    LaneReader(RelayLoop loop, Lane lane, LaneInput input, LaneFlows flows) {
        this.loop = loop;
        this.lane = lane;
        this.input = input;
        this.flows = flows;
    }

    /** Reading may give bytes. */
    void ready() {
        readable = true;
    }

    boolean isReadable() {
        return readable;
    }

    void read() {
        if (reading || !lane.isReadable()) {
            return;
        }
        reading = true;
        try {
            for (var round = 0; lane.isReadable() && readable && isAlone(); round++) {
                if (round == ROUNDS) {
                    lane.lookLater();
                    break;
                }
                var pause = flows.pauseNanos();
                if (pause > 0) {
                    lane.lookIn(pause);
                    break;
                }
                var ready = advance();
                if (ready > 0 && !readEarly(ready)) {
                    break;
                }
            }
        } finally {
            reading = false;
        }
        lane.closeIfBroken();
    }

    /** Whether no leg reads by itself. */
    private boolean isAlone() {
        var carried = flows.leg();
        return carried == null || !carried.isConsuming();
    }

    /** Returns whether the flow takes bytes before its connection does. */
    private boolean readEarly(int ready) {
        var carried = flows.leg();
        if (carried == null || !carried.isEarly() || !carried.hasRoom()) {
            return false;
        }
        var got = input.receive(loop.spare(), Math.min(ready, RelayLoop.COPY_BYTES));
        if (got > 0) {
            carried.keep(loop.spare(), got);
        }
        note(got);
        return true;
    }

    /** Bytes of the flow that may be read, 0 when a message came, or an error. */
    int advance() {
        try {
            var answer = input.advance();
            note(answer);
            return answer;
        } catch (ProtocolException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("relay", lane.peer())
                    .addKeyValue("cause", e.getMessage())
                    .log("lane closed, the other relay broke the protocol");
            lane.brokeWhileUsed();
            return -Errno.EPROTO;
        }
    }

    private void note(int answer) {
        readable &= answer >= 0;
        if (answer < 0 && answer != -Errno.EAGAIN) {
            lane.brokeWhileUsed();
        }
    }
}
