package io.sixlane.relay.tcp.linux;

import java.util.Collection;

/**
 * Keeps idle lanes as warm as their padding left them. A short flow that loses a packet makes BBR
 * measure a small rate while little may be sent, and after ten round trips of short flows that
 * measurement is all that it remembers: such a lane carries a twentieth of what it could, for
 * seconds. Its congestion control then begins again, with the window that the lane still has.
 */
final class LaneMemory {
    private final RelayLoop loop;
    private final String congestionControl;

    LaneMemory(RelayLoop loop, String congestionControl) {
        this.loop = loop;
        this.congestionControl = congestionControl;
    }

    /** Each second; looks at lanes that were padded and wait for a flow. */
    void refresh(Collection<Lane> lanes) {
        for (var lane : lanes) {
            if (lane.warmer().isDone() && lane.canCarry()) {
                refresh(lane);
            }
        }
    }

    private void refresh(Lane lane) {
        var warmth = warmth(lane);
        if (isForgotten(warmth, lane.warmer().warmth())) {
            loop.options().restartCongestionControl(lane.descriptor(), congestionControl);
            lane.warmer().warmth(warmth(lane));
        } else {
            lane.warmer().warmth(Math.max(warmth, lane.warmer().warmth()));
        }
    }

    private long warmth(Lane lane) {
        return loop.options().warmth(lane.descriptor());
    }

    /** Less than half is beyond what a probe of BBR takes away for a moment. */
    static boolean isForgotten(long now, long before) {
        return 2 * now < before;
    }
}
