package io.sixlane.benchmarks.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pairs of one relay with others, and which more are needed. */
final class Comparison {
    private final List<Goal> goals;
    private final Precision precision;
    private final long seed;
    private final Map<Duel, List<Duel.Pair>> pairs = new LinkedHashMap<>();

    Comparison(List<Goal> goals, Precision precision, long seed) {
        this.goals = List.copyOf(goals);
        this.precision = precision;
        this.seed = seed;
    }

    void add(Duel duel, Duel.Pair pair) {
        pairs.computeIfAbsent(duel, _ -> new ArrayList<>()).add(pair);
    }

    /** The duels of the goals that are not reached. */
    Set<Duel> open() {
        return goals.stream()
                .filter(goal -> !precision.isReached(interval(goal)))
                .flatMap(goal -> goal.duels().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All relays that take part, without those of goals that have no pair. */
    Set<String> opponents() {
        return goals.stream()
                .flatMap(goal -> goal.duels().stream())
                .map(Duel::opponent)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of each goal that has pairs. */
    Map<String, Interval> intervals() {
        var intervals = new LinkedHashMap<String, Interval>();
        for (var goal : goals) {
            var interval = interval(goal);
            if (interval.exists()) {
                intervals.put(goal.name(), interval.rounded());
            }
        }
        return intervals;
    }

    /** Against which relay each ratio is, column by column where they differ. */
    Map<String, String> against() {
        var against = new LinkedHashMap<String, String>();
        for (var goal : goals) {
            against.put(
                    goal.name(),
                    goal.duels().stream()
                            .map(Duel::opponent)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return against;
    }

    /** Why no more pairs were measured. */
    String ending() {
        var wide =
                goals.stream()
                        .filter(goal -> precision.isWide(interval(goal)))
                        .map(goal -> goal.name() + " " + percent(interval(goal).halfWidth()))
                        .toList();
        return wide.isEmpty()
                ? "every interval is within " + percent(precision.within())
                : "the time was up, or the most pairs were measured; wider than %s: %s"
                        .formatted(percent(precision.within()), String.join(", ", wide));
    }

    private static String percent(double share) {
        return Double.isFinite(share)
                ? String.format(Locale.ROOT, "±%.1f %%", share * 100)
                : "unknown";
    }

    private Interval interval(Goal goal) {
        return Interval.of(
                goal.duels().stream()
                        .flatMap(duel -> pairs.getOrDefault(duel, List.of()).stream())
                        .map(goal::ratio)
                        .toList(),
                seed);
    }
}
