package io.sixlane.relay.fleet;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.relay.RelayProperties;
import io.sixlane.topics.FleetReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that this relay serves, and those of all regions. They follow the control plane; a
 * relay whose settings name its addresses serves these. Any thread.
 */
public final class RelayPools {
    private final RelayProperties properties;
    private final FleetReader fleet;

    public RelayPools(RelayProperties properties, FleetReader fleet) {
        this.properties = properties;
        this.fleet = fleet;
    }

    /** Those that this relay serves. */
    public List<IpPrefix> own() {
        return properties.pools().isEmpty()
                ? fleet.image().poolsOf(properties.region(), properties.id())
                : properties.pools();
    }

    /** Those of all regions, and its own. */
    public List<IpPrefix> all() {
        return Stream.of(own(), fleet.image().pools()).flatMap(List::stream).distinct().toList();
    }

    /** Returns once they are known, now or from an earlier run, or after {@code atMost}. */
    public void await(Duration atMost) {
        if (properties.pools().isEmpty()) {
            var _ = fleet.await(atMost);
        }
    }

    /** Runs {@code observer} when they may have changed, on another thread. */
    public void onChange(Runnable observer) {
        fleet.onChange(observer);
    }
}
