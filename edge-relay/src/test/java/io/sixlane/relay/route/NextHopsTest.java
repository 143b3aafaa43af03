package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.relay.LinkMessage.GroupRoute;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.configuration.relay.LinkMessage.WayScore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextHopsTest {
    private static final List<String> DIRECT = List.of();
    private static final List<List<String>> NONE = List.of();

    private final NextHops hops = new NextHops("jp");

    /**
     * @param candidates best first
     */
    private static RoutesChosen chosen(
            String relay, List<String> way, List<List<String>> candidates) {
        var scores =
                candidates.stream()
                        .map(each -> new WayScore(each, 1, 1, 0, 0, 0, 1, 1, 0))
                        .toList();
        return new RoutesChosen(
                relay,
                "cn-hongkong",
                Instant.EPOCH,
                new AcceleratorId("ga-1"),
                List.of(
                        new GroupRoute(
                                new EndpointGroupId("epg-1"),
                                "us-west-1",
                                way,
                                Instant.EPOCH,
                                "FIRST",
                                scores)));
    }

    @Test
    void the_relay_behind_this_one_is_next_on_a_chosen_way_and_on_the_one_after_it() {
        hops.received(chosen("hk", List.of("us"), List.of(List.of("us"), List.of("jp", "us"))), 0);
        hops.received(chosen("sg", List.of("jp", "de"), List.of(List.of("jp", "de"), DIRECT)), 0);

        assertThat(hops.relays(1)).containsExactlyInAnyOrder("us", "de");
    }

    @Test
    void a_way_that_flows_do_not_move_to_first_needs_no_lane() {
        hops.received(
                chosen(
                        "hk",
                        DIRECT,
                        List.of(List.of("us"), DIRECT, List.of("kr", "us"), List.of("jp", "us"))),
                0);
        hops.received(chosen("sg", List.of("jp"), List.of(List.of("jp"), List.of("us", "jp"))), 0);

        assertThat(hops.relays(1)).isEmpty();
    }

    @Test
    void a_later_choice_replaces_the_one_before_and_an_old_one_ends() {
        hops.received(chosen("hk", List.of("jp", "us"), NONE), 0);
        hops.received(chosen("hk", List.of("us"), List.of(List.of("us"))), 1);
        assertThat(hops.relays(2)).isEmpty();

        hops.received(chosen("hk", List.of("jp", "us"), NONE), 3);
        assertThat(hops.relays(3 + LinkTable.MOST_AGE.toNanos())).containsExactly("us");
        assertThat(hops.relays(4 + LinkTable.MOST_AGE.toNanos())).isEmpty();
    }
}
