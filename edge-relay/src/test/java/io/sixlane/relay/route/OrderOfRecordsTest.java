package io.sixlane.relay.route;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A topic that grew has records of one key in two partitions, which are read in any order. */
class OrderOfRecordsTest {
    private static final long NOW = 1_000_000;

    @Test
    void an_older_measurement_of_a_link_is_ignored() {
        var table = new LinkTable();
        table.received(link(Instant.EPOCH.plusSeconds(2), 20), NOW);
        table.received(link(Instant.EPOCH.plusSeconds(1), 10), NOW);

        assertThat(p50Millis(table)).isEqualTo(20);

        table.received(link(Instant.EPOCH.plusSeconds(3), 30), NOW);
        assertThat(p50Millis(table)).isEqualTo(30);
    }

    @Test
    void an_older_version_of_a_region_is_ignored() {
        var newest = new RegionEntry("cn-beijing", 7, "Beijing", "ASIA_PACIFIC", true, true);
        var older = new RegionEntry("cn-beijing", 6, "Peking", "ASIA_PACIFIC", false, true);

        assertThat(RegionPolicies.newer(newest, older)).isEqualTo(newest);
        assertThat(RegionPolicies.newer(older, newest)).isEqualTo(newest);
    }

    private static double p50Millis(LinkTable table) {
        return requireNonNull(table.quality("relay-1", "relay-2", NOW)).p50Millis();
    }

    private static LinkMeasured link(Instant at, double millis) {
        return new LinkMeasured("relay-1", "a", at, "relay-2", "b", true, millis, millis, 0, 0, 0);
    }
}
