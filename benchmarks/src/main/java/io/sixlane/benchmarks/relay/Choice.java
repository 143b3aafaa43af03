package io.sixlane.benchmarks.relay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The goals of relays, by a run beforehand: for each column they are compared with the
 * configuration of HAProxy that was best in it, whose good luck then does not count.
 */
final class Choice {
    private static final List<String> DIRECT = List.of("sixlane");

    /** HAProxy forwards none. */
    private static final List<String> DATAGRAM_RIVALS = List.of("nginx");

    private final Results results;
    private final List<String> rivals;
    private final List<Column> columns;

    /**
     * @param results of the run beforehand
     * @param rivals the configurations to choose from
     */
    Choice(Results results, List<String> rivals, Collection<Column> columns) {
        this.results = results;
        this.rivals = List.copyOf(rivals);
        this.columns = List.copyOf(columns);
    }

    /** Empty when nothing was measured that a relay of this kind is compared in. */
    List<Goal> goals(Peer subject) {
        return subject instanceof Peer.Lanes ? ofLanes(subject.name()) : ofRelay(subject.name());
    }

    private List<Goal> ofRelay(String subject) {
        var goals = new ArrayList<Goal>();
        for (var column : columns) {
            switch (column.kind()) {
                case SHAPED -> {}
                case DATAGRAMS ->
                        add(
                                goals,
                                column.label(),
                                Sample::value,
                                duels(
                                        subject,
                                        List.of(column),
                                        DATAGRAM_RIVALS,
                                        Sample::value,
                                        false));
                case BULK, REQUESTS, CONNECTIONS, CROWD ->
                        add(
                                goals,
                                column.label(),
                                Sample::value,
                                duels(subject, List.of(column), rivals, Sample::value, false));
                case FIRST_BYTE ->
                        add(
                                goals,
                                "firstByteP99",
                                Sample::value,
                                duels(subject, List.of(column), rivals, Sample::value, true));
                case IDLE, FRESH ->
                        add(
                                goals,
                                column == Column.IDLE ? "idleKb" : "freshFirstByteP99",
                                Sample::value,
                                duels(subject, List.of(column), rivals, Sample::value, true));
            }
        }
        cost(goals, "cpuPerGb", subject, Column.Kind.BULK, rivals);
        cost(goals, "cpuPerRequest", subject, Column.Kind.REQUESTS, rivals);
        cost(goals, "cpuPerConnection", subject, Column.Kind.CONNECTIONS, rivals);
        cost(goals, "cpuPerDatagram", subject, Column.Kind.DATAGRAMS, DATAGRAM_RIVALS);
        return goals;
    }

    private List<Goal> ofLanes(String subject) {
        var goals = new ArrayList<Goal>();
        for (var column : columns) {
            if (column == Column.KA || column == Column.CL) {
                add(
                        goals,
                        column.label(),
                        Sample::value,
                        duels(subject, List.of(column), DIRECT, Sample::value, false));
            }
        }
        cost(goals, "cpuPerGb", subject, Column.Kind.BULK, DIRECT);
        cost(goals, "cpuPerRequest", subject, Column.Kind.REQUESTS, DIRECT);
        cost(goals, "cpuPerConnection", subject, Column.Kind.CONNECTIONS, DIRECT);
        return goals;
    }

    private void cost(
            List<Goal> goals,
            String name,
            String subject,
            Column.Kind kind,
            List<String> opponents) {
        var of = columns.stream().filter(column -> column.kind() == kind).toList();
        add(
                goals,
                name,
                Sample::cpuPerUnit,
                duels(subject, of, opponents, Sample::cpuPerUnit, true));
    }

    private static void add(
            List<Goal> goals, String name, ToDoubleFunction<Sample> figure, List<Duel> duels) {
        if (!duels.isEmpty()) {
            goals.add(new Goal(name, duels, figure));
        }
    }

    private List<Duel> duels(
            String subject,
            List<Column> in,
            List<String> opponents,
            ToDoubleFunction<Sample> figure,
            boolean cost) {
        return in.stream()
                .flatMap(
                        column ->
                                best(column, opponents, figure, cost)
                                        .map(best -> new Duel(subject, best, column))
                                        .stream())
                .toList();
    }

    private Optional<String> best(
            Column column, List<String> opponents, ToDoubleFunction<Sample> figure, boolean cost) {
        var byFigure =
                Comparator.<String>comparingDouble(
                        name -> results.of(name, column, figure).median());
        var measured = opponents.stream().filter(name -> results.of(name, column, figure).exists());
        return cost ? measured.min(byFigure) : measured.max(byFigure);
    }
}
