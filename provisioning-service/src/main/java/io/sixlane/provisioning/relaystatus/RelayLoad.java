package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of a living relay.
 *
 * @param activeConnections open relayed connections of all accelerators
 * @param byListener as in {@link Heartbeat#connectionsByListener}
 */
public record RelayLoad(
        String relay,
        String region,
        long activeConnections,
        @Nullable List<ListenerConnections> byListener) {
    public RelayLoad {
        byListener = byListener == null ? null : List.copyOf(byListener);
    }

    /**
     * Open connections of one listener.
     *
     * @param known null when the relay does not report it
     * @param most an upper bound, equal to {@code known} if that is known
     */
    public record Open(@Nullable Long known, long most) {}

    public Open open(ListenerId id) {
        var reported = byListener;
        if (activeConnections == 0) {
            return new Open(0L, 0);
        }
        if (reported == null) {
            return new Open(null, activeConnections);
        }
        for (var listener : reported) {
            if (listener.listenerId().equals(id)) {
                return new Open((long) listener.connections(), listener.connections());
            }
        }
        return reported.size() < Heartbeat.MOST_LISTENERS
                ? new Open(0L, 0)
                : new Open(null, reported.getLast().connections());
    }
}
