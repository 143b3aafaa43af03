package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final List<String> RIVALS = List.of("haproxy", "haproxy-splice");

    private final Results results = new Results();

    @Test
    void each_column_has_the_rival_that_was_best_in_it() {
        add("haproxy", Column.U1, 10, 0.2);
        add("haproxy-splice", Column.U1, 40, 0.1);
        add("haproxy", Column.KA, 120, 0.4);
        add("haproxy-splice", Column.KA, 100, 0.3);
        add("haproxy", Column.IDLE, 4, Double.NaN);
        add("haproxy-splice", Column.IDLE, 2, Double.NaN);
        add("haproxy-tcplog", Column.KA, 900, 0.1);
        add("sixlane", Column.U1, 99, 0.01);

        var goals = goals(Peers.SUBJECTS.getFirst(), Column.U1, Column.KA, Column.IDLE);

        assertThat(goals)
                .extracting(Goal::name, goal -> goal.duels().getFirst().opponent())
                .containsExactly(
                        tuple("u1", "haproxy-splice"),
                        tuple("ka", "haproxy"),
                        tuple("idleKb", "haproxy-splice"),
                        tuple("cpuPerGb", "haproxy-splice"),
                        tuple("cpuPerRequest", "haproxy-splice"));
    }

    @Test
    void relays_over_lanes_are_compared_with_a_direct_one() {
        add("sixlane", Column.U1, 40, 0.1);
        add("sixlane", Column.D1, 40, 0.1);
        add("sixlane", Column.KA, 100, 0.1);

        var lanes = new Peer.Lanes("sixlane-lane", "network");

        assertThat(goals(lanes, Column.U1, Column.D1, Column.KA))
                .extracting(Goal::name, Goal::duels)
                .containsExactly(
                        tuple("ka", List.of(lane(Column.KA))),
                        tuple("cpuPerGb", List.of(lane(Column.U1), lane(Column.D1))),
                        tuple("cpuPerRequest", List.of(lane(Column.KA))));
    }

    @Test
    void without_a_rival_there_is_no_goal() {
        add("sixlane", Column.U1, 20, 0.1);

        assertThat(goals(Peers.SUBJECTS.getFirst(), Column.U1)).isEmpty();
    }

    private static Duel lane(Column column) {
        return new Duel("sixlane-lane", "sixlane", column);
    }

    private List<Goal> goals(Peer subject, Column... columns) {
        return new Choice(results, RIVALS, List.of(columns)).goals(subject);
    }

    private void add(String peer, Column column, double value, double cpuPerUnit) {
        results.add(peer, column, new Sample(value, Double.NaN, cpuPerUnit));
    }
}
