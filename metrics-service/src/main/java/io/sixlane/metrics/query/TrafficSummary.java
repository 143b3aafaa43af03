package io.sixlane.metrics.query;

import io.sixlane.metrics.query.TrafficAnswer.Figures;
import io.sixlane.metrics.window.RelayWindow;
import io.sixlane.metrics.window.Traffic;
import io.sixlane.metrics.window.WindowFilter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up windows, which come oldest first, into the answer to one question. */
final class TrafficSummary {
    private final TrafficQuestion question;
    private final WindowFilter filter;
    private final Sum totals = new Sum();
    private final TrafficDetails details = new TrafficDetails();
    private final SortedMap<Instant, Sum> steps = new TreeMap<>();
    private final SortedMap<String, RelaySum> relays = new TreeMap<>();

    TrafficSummary(TrafficQuestion question, WindowFilter filter) {
        this.question = question;
        this.filter = filter;
    }

    void add(RelayWindow whole) {
        var window = filter.apply(whole);
        if (window == null) {
            return;
        }
        details.add(window);
        totals.add(window);
        steps.computeIfAbsent(stepOf(window.start()), _ -> new Sum()).add(window);
        relays.computeIfAbsent(window.relayId(), _ -> new RelaySum(window.region(), new Sum()))
                .sum()
                .add(window);
    }

    TrafficAnswer answer() {
        details.addActive(totals.newest.values());
        return new TrafficAnswer(
                question.acceleratorId().text(),
                question.from(),
                question.to(),
                question.step().toSeconds(),
                totals.figures(),
                steps.entrySet().stream()
                        .map(step -> new TrafficAnswer.Window(step.getKey(), figuresOf(step)))
                        .toList(),
                relays.entrySet().stream()
                        .map(
                                relay ->
                                        new TrafficAnswer.Relay(
                                                relay.getKey(),
                                                relay.getValue().region(),
                                                relay.getValue().sum().figures()))
                        .toList(),
                details.refused(),
                details.ended(),
                details.listeners(),
                details.regionPairs());
    }

    private Figures figuresOf(Map.Entry<Instant, Sum> step) {
        return step.getValue()
                .figures(Math.max(question.step().toSeconds(), step.getValue().longest()));
    }

    /** Steps are multiples of their length since the epoch, so that two answers can be compared. */
    private Instant stepOf(Instant start) {
        var seconds = question.step().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), seconds) * seconds);
    }

    private record RelaySum(String region, Sum sum) {}

    /** Open connections are those of each relay's newest window. */
    private static final class Sum {
        private final Traffic traffic = new Traffic();
        private final Map<String, RelayWindow> newest = new HashMap<>();
        private final Map<Instant, Integer> secondsByStart = new HashMap<>();

        void add(RelayWindow window) {
            traffic.add(window.traffic());
            newest.put(window.relayId(), window);
            secondsByStart.merge(window.start(), window.reportedSeconds(), Math::max);
        }

        int longest() {
            return newest.values().stream().mapToInt(RelayWindow::seconds).max().orElse(0);
        }

        long reportedSeconds() {
            return secondsByStart.values().stream().mapToLong(Integer::longValue).sum();
        }

        Figures figures() {
            return figures(reportedSeconds());
        }

        Figures figures(long seconds) {
            var active = newest.values().stream().mapToLong(RelayWindow::connectionsActive).sum();
            return Figures.of(traffic, active, seconds);
        }
    }
}
