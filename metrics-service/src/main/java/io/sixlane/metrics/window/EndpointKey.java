package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import java.util.Comparator;

/**
 * The key of a sum within a listener.
 *
 * @param region of the group
 */
public record EndpointKey(EndpointGroupId endpointGroupId, String region, EndpointId endpointId)
        implements Comparable<EndpointKey> {
    private static final Comparator<EndpointKey> ORDER =
            Comparator.comparing((EndpointKey key) -> key.endpointGroupId().text())
                    .thenComparing(EndpointKey::region)
                    .thenComparing(key -> key.endpointId().text());

    public static EndpointKey of(EndpointTraffic traffic) {
        return new EndpointKey(
                traffic.endpointGroupId(), traffic.endpointGroupRegion(), traffic.endpointId());
    }

    @Override
    public int compareTo(EndpointKey other) {
        return ORDER.compare(this, other);
    }
}
