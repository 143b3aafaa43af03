package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.plan.ForwardedPort;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long open connections stay when their endpoint or their listener is removed. */
final class DrainTimes {
    private DrainTimes() {}

    /** The longest of the groups of {@code listener}, which its connections may have gone to. */
    static Duration ofListener(WantedPort listener, Duration byDefault) {
        return listener.endpointGroups().stream()
                .map(group -> of(group, byDefault))
                .max(Comparator.naturalOrder())
                .orElse(byDefault);
    }

    /**
     * The drain time of each endpoint of {@code before}: that of its group in {@code now}, or the
     * former one when the group is removed, too. The longest where several groups have the
     * endpoint.
     */
    static Map<ForwardedPort.EndpointAt, Duration> ofEndpoints(
            WantedPort before, WantedPort now, Duration byDefault) {
        var times = new HashMap<ForwardedPort.EndpointAt, Duration>();
        for (var group : before.endpointGroups()) {
            var kept = sameGroup(now, group);
            var time = of(kept == null ? group : kept, byDefault);
            for (var endpoint : group.endpoints()) {
                times.merge(
                        ForwardedPort.EndpointAt.of(group, endpoint, before.port()),
                        time,
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        return times;
    }

    private static @Nullable EndpointGroup sameGroup(WantedPort listener, EndpointGroup group) {
        return listener.endpointGroups().stream()
                .filter(one -> one.id().equals(group.id()))
                .findFirst()
                .orElse(null);
    }

    private static Duration of(EndpointGroup group, Duration byDefault) {
        var seconds = group.drainSeconds();
        return seconds == null ? byDefault : Duration.ofSeconds(seconds);
    }
}
