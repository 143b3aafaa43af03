package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of a living relay.
 *
 * @param connectionsActive open relayed connections of all accelerators
 * @param byListener as in {@link Heartbeat#connectionsByListener}
 */
public record RelayLoad(
        String relay, String region, long connectionsActive, List<ListenerConnections> byListener) {
    public RelayLoad {
        byListener = List.copyOf(byListener);
    }

    /**
     * Open connections of one listener.
     *
     * @param known null when the relay reports only busier listeners
     * @param most an upper bound, equal to {@code known} if that is known
     */
    public record Open(@Nullable Long known, long most) {}

    public Open open(ListenerId id) {
        if (connectionsActive == 0) {
            return new Open(0L, 0);
        }
        for (var listener : byListener) {
            if (listener.listenerId().equals(id)) {
                return new Open((long) listener.connections(), listener.connections());
            }
        }
        return byListener.size() < Heartbeat.MOST_LISTENERS
                ? new Open(0L, 0)
                : new Open(null, byListener.getLast().connections());
    }
}
