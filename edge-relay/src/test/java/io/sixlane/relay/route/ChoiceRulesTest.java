package io.sixlane.relay.route;

import static io.sixlane.relay.route.Choice.Reason.BETTER;
import static io.sixlane.relay.route.Choice.Reason.DOWN;
import static io.sixlane.relay.route.Choice.Reason.FIRST;
import static io.sixlane.relay.route.Choice.Reason.LOSSY;
import static io.sixlane.relay.route.Choice.Reason.ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.route.Hop.Warmth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceRulesTest {
    private static final long SECOND = 1_000_000_000;
    private static final Way TOKYO = Way.through("relay-tokyo");
    private static final Way SEOUL = Way.through("relay-seoul");

    @Test
    void the_cheapest_way_is_chosen_first() {
        var choice = ChoiceRules.first(List.of(direct(150), lane(TOKYO, 120)), 0);

        assertThat(choice.way()).isEqualTo(TOKYO);
        assertThat(choice.reason()).isEqualTo(FIRST);
    }

    @Test
    void connections_go_direct_where_the_lane_is_equally_short() {
        for (var millis : List.of(1, 10, 20, 30)) {
            var choice = ChoiceRules.first(List.of(direct(millis), lane(TOKYO, millis)), 0);

            assertThat(choice.way()).as("at %d ms", millis).isEqualTo(Way.DIRECT);
        }
    }

    @Test
    void a_lane_as_long_as_a_long_direct_path_saves_the_handshake() {
        var choice = ChoiceRules.first(List.of(direct(40), lane(TOKYO, 40)), 0);

        assertThat(choice.way()).isEqualTo(TOKYO);
    }

    @Test
    void the_first_measured_choice_is_not_a_change() {
        var only = ChoiceRules.first(List.of(direct(150)), 0);
        var first = ChoiceRules.next(only, List.of(direct(150), lane(TOKYO, 120)), SECOND);

        assertThat(only.reason()).isEqualTo(ONLY);
        assertThat(first.way()).isEqualTo(TOKYO);
        assertThat(first.reason()).isEqualTo(FIRST);
        assertThat(first.penalty()).isZero();
    }

    @Test
    void a_better_way_wins_after_five_decisions() {
        var held = held(TOKYO);
        for (var second = 31; second < 35; second++) {
            held = next(held, second, lane(TOKYO, 120), lane(SEOUL, 90));
            assertThat(held.way()).isEqualTo(TOKYO);
        }

        held = next(held, 35, lane(TOKYO, 120), lane(SEOUL, 90));

        assertThat(held.way()).isEqualTo(SEOUL);
        assertThat(held.reason()).isEqualTo(BETTER);
        assertThat(held.sinceNanos()).isEqualTo(35 * SECOND);
    }

    @Test
    void an_interrupted_run_of_better_scores_starts_over() {
        var held = held(TOKYO);
        for (var second = 31; second < 35; second++) {
            held = next(held, second, lane(TOKYO, 120), lane(SEOUL, 90));
        }
        held = next(held, 35, lane(TOKYO, 120), lane(SEOUL, 119));
        held = next(held, 36, lane(TOKYO, 120), lane(SEOUL, 90));

        assertThat(held.way()).isEqualTo(TOKYO);
        assertThat(held.wins()).isEqualTo(1);
    }

    @Test
    void a_choice_is_kept_for_thirty_seconds() {
        var held = held(TOKYO);
        for (var second = 1; second < 30; second++) {
            held = next(held, second, lane(TOKYO, 120), lane(SEOUL, 60));
            assertThat(held.way()).isEqualTo(TOKYO);
        }

        assertThat(next(held, 30, lane(TOKYO, 120), lane(SEOUL, 60)).way()).isEqualTo(SEOUL);
    }

    @Test
    void a_slightly_better_way_is_not_taken() {
        var held = held(TOKYO);
        for (var second = 31; second < 60; second++) {
            held = next(held, second, lane(TOKYO, 120), lane(SEOUL, 105));
        }
        var near = held(SEOUL);
        for (var second = 31; second < 60; second++) {
            near = next(near, second, lane(TOKYO, 4), lane(SEOUL, 13));
        }

        assertThat(held.way()).isEqualTo(TOKYO);
        assertThat(near.way()).isEqualTo(SEOUL);
    }

    @Test
    void a_frequently_changed_choice_is_kept_for_a_minute() {
        var held = new Choice(TOKYO, BETTER, 0, null, 0, 3.5, 0);
        for (var second = 1; second < 60; second++) {
            held = next(held, second, lane(TOKYO, 120), lane(SEOUL, 60));
            assertThat(held.way()).isEqualTo(TOKYO);
        }

        assertThat(next(held, 60, lane(TOKYO, 120), lane(SEOUL, 60)).way()).isEqualTo(SEOUL);
    }

    @Test
    void the_penalty_of_a_change_halves_in_five_minutes() {
        var held = new Choice(TOKYO, BETTER, 0, null, 0, 4, 0);

        assertThat(next(held, 300, lane(TOKYO, 120)).penalty()).isEqualTo(2);
    }

    @Test
    void a_way_that_is_down_is_left_at_once() {
        var left = next(held(TOKYO), 1, direct(150), lane(SEOUL, 140));

        assertThat(left.way()).isEqualTo(SEOUL);
        assertThat(left.reason()).isEqualTo(DOWN);
    }

    @Test
    void a_way_with_sudden_heavy_loss_is_left_at_once() {
        var lossy = new Loss(256, 5, 25, 5);
        var left = next(held(TOKYO), 1, lane(TOKYO, 120, lossy), lane(SEOUL, 140));

        assertThat(left.way()).isEqualTo(SEOUL);
        assertThat(left.reason()).isEqualTo(LOSSY);
    }

    @Test
    void a_loss_shared_by_all_ways_changes_no_choice() {
        var lossy = new Loss(256, 5, 25, 5);
        var held = next(held(TOKYO), 1, lane(TOKYO, 120, lossy), lane(SEOUL, 60, lossy));

        assertThat(held.way()).isEqualTo(TOKYO);
    }

    @Test
    void losses_explained_by_chance_change_no_choice() {
        var held = held(TOKYO);
        for (var second = 31; second < 90; second++) {
            held =
                    next(
                            held,
                            second,
                            lane(TOKYO, 120, new Loss(256, 5, 25, 0)),
                            lane(SEOUL, 120, new Loss(256, 0, 25, 0)));
        }

        assertThat(held.way()).isEqualTo(TOKYO);
    }

    @Test
    void an_egress_in_use_is_replaced_by_the_direct_path_only_if_clearly_shorter() {
        var held = held(TOKYO);
        for (var second = 31; second < 60; second++) {
            held = next(held, second, lane(TOKYO, 120), direct(50));
        }
        var left = held;
        for (var second = 60; second < 90; second++) {
            left = next(left, second, lane(TOKYO, 120), direct(25));
        }

        assertThat(held.way()).isEqualTo(TOKYO);
        assertThat(left.way()).isEqualTo(Way.DIRECT);
    }

    private static Choice held(Way way) {
        return Choice.first(way, FIRST, 0);
    }

    private static Choice next(Choice held, int second, Candidate... candidates) {
        return ChoiceRules.next(held, List.of(candidates), second * SECOND);
    }

    private static Candidate direct(double millis) {
        var hop = Hop.toEndpoint(LinkQuality.of(millis));
        return new Candidate(Way.DIRECT, Score.of(List.of(hop)), false);
    }

    private static Candidate lane(Way way, double millis) {
        return lane(way, millis, Loss.NONE);
    }

    private static Candidate lane(Way way, double millis, Loss loss) {
        var hop = new Hop(new LinkQuality(millis, millis, loss, loss), Warmth.WARM, 0);
        var last = Hop.toEndpoint(LinkQuality.of(1));
        return new Candidate(way, Score.of(List.of(hop, last)), loss.isSudden());
    }
}
