package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relay that was heard of lately.
 *
 * @param activeConnections open relayed connections of all accelerators
 * @param byListener as in {@link Heartbeat#connectionsByListener}
 */
record RelayLoad(
        String relay,
        String region,
        long activeConnections,
        @Nullable List<ListenerConnections> byListener) {
    RelayLoad {
        byListener = byListener == null ? null : List.copyOf(byListener);
    }

    /**
     * Open connections of one listener.
     *
     * @param known null when the relay does not say
     * @param most at most so many, whether known or not
     */
    record Open(@Nullable Long known, long most) {}

    Open open(ListenerId id) {
        var said = byListener;
        if (activeConnections == 0) {
            return new Open(0L, 0);
        }
        if (said == null) {
            return new Open(null, activeConnections);
        }
        for (var listener : said) {
            if (listener.listenerId().equals(id)) {
                return new Open((long) listener.connections(), listener.connections());
            }
        }
        return said.size() < Heartbeat.MOST_LISTENERS
                ? new Open(0L, 0)
                : new Open(null, said.getLast().connections());
    }
}
