package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.relay.fleet.Peer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkReportsTest {
    private static final long SECOND = 1_000_000_000;

    private final LinkReports reports = new LinkReports();

    @Test
    void a_link_is_published_at_first_and_then_every_thirty_seconds() {
        assertThat(reports.isDue(link(true, 100, 0), 0)).isTrue();
        assertThat(reports.isDue(link(true, 100, 0), 29 * SECOND)).isFalse();
        assertThat(reports.isDue(link(true, 100, 0), 30 * SECOND)).isTrue();
        assertThat(reports.isDue(link(true, 100, 0), 31 * SECOND)).isFalse();
    }

    @Test
    void a_change_of_more_than_a_tenth_is_published_after_two_seconds() {
        assertThat(reports.isDue(link(true, 100, 0), 0)).isTrue();
        assertThat(reports.isDue(link(true, 111, 0), SECOND)).isFalse();
        assertThat(reports.isDue(link(true, 109, 0), 2 * SECOND)).isFalse();
        assertThat(reports.isDue(link(true, 111, 0), 2 * SECOND)).isTrue();
    }

    @Test
    void loss_and_a_cut_are_published_and_a_fraction_of_a_millisecond_is_not() {
        assertThat(reports.isDue(link(true, 0.1, 0), 0)).isTrue();
        assertThat(reports.isDue(link(true, 0.9, 0), 2 * SECOND)).isFalse();
        assertThat(reports.isDue(link(true, 0.1, 0.006), 2 * SECOND)).isTrue();
        assertThat(reports.isDue(link(false, 0.1, 0.006), 4 * SECOND)).isTrue();
    }

    @Test
    void unpublished_changes_are_due_again() {
        assertThat(reports.isDue(link(true, 100, 0), 0)).isTrue();
        reports.failed(link(true, 100, 0));
        assertThat(reports.isDue(link(true, 100, 0), 1)).isTrue();
        reports.retain(Set.of());
        assertThat(reports.isDue(link(true, 100, 0), 2)).isTrue();
    }

    @Test
    void one_relay_per_region_measures_and_regions_are_spread() {
        var relays = IntStream.range(0, 5).mapToObj(number -> "relay-" + number).toList();
        var leaders = new HashSet<String>();
        for (var region = 0; region < 50; region++) {
            var code = "region-" + region;
            var found =
                    relays.stream()
                            .filter(relay -> Leader.of(relay, others(relays, relay), code))
                            .toList();
            assertThat(found).as(code).hasSize(1);
            leaders.addAll(found);
        }
        assertThat(leaders).hasSize(5);
    }

    private static List<Peer> others(List<String> relays, String relay) {
        return relays.stream()
                .filter(other -> !other.equals(relay))
                .map(other -> new Peer(other, "here", "192.0.2.1:7471", "00"))
                .toList();
    }

    private static LinkMeasured link(boolean up, double millis, double loss) {
        return new LinkMeasured(
                "relay-1",
                "here",
                Instant.EPOCH,
                "relay-2",
                "there",
                up,
                millis,
                millis,
                0,
                loss,
                0);
    }
}
