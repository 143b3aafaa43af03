package io.sixlane.relay.tcp.linux;

import java.util.Collection;
import java.util.List;

/**
 * A relay lost the rights with which it began its lanes.
 *
 * @param sinceNanos later lanes have other rights
 * @param atOnce whether flows end with their lanes; otherwise no further ones begin there
 */
record EndedRights(String relay, long sinceNanos, boolean atOnce) {
    void end(RelayLoop loop, Collection<Lane> lanes) {
        var young = System.nanoTime() - sinceNanos;
        for (var lane : List.copyOf(lanes)) {
            if (lane.ageNanos() < young) {
                continue; // with other rights
            }
            if (atOnce) {
                loop.options().resetOnClose(lane.descriptor());
                lane.close();
            } else {
                lane.goAway();
            }
        }
    }
}
