package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.ocean.Servers.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures one profile on its own ocean with its own servers. */
final class Voyage {
    private static final int FLOWS_PER_SECOND = 10;
    private static final int WATCHED_PER_SECOND = 2;

    /** Flows after the cut that progress shows. */
    private static final int SHOWN_FLOWS = 15;

    private static final double CUT_AFTER_SECONDS = 20;
    private static final double AFTER_CUT_SECONDS = 20;
    private static final double SECOND = 1e9;

    private static final int SETTLE_SECONDS = 30;
    private static final int WARM_SECONDS = 15;

    /** The relay's log message for a change of route. */
    static final String ROUTE_CHANGED = "route changed";

    private final Path relayJar;
    private final Rounds.Extent extent;
    private final int watchSeconds;
    private final PrintWriter progress;

    /**
     * @param watchSeconds how long profile F is watched
     */
    Voyage(Path relayJar, Rounds.Extent extent, int watchSeconds, PrintWriter progress) {
        this.relayJar = relayJar;
        this.extent = extent;
        this.watchSeconds = watchSeconds;
        this.progress = progress;
    }

    Outcome measure(Profile profile, List<Row> rows, long seed) throws IOException {
        say("profile %s: %s".formatted(profile, profile.description()));
        try (var ocean = Ocean.open();
                var processes = Processes.open();
                var _ = new OnInterrupt(ocean, processes);
                var servers = new Servers(ocean, processes, relayJar, profile == Profile.D);
                var _ = Origin.start(ocean.origin())) {
            ocean.become(profile, seed);
            var targets = new ArrayList<Target>();
            for (var row : rows) {
                say("starting " + row.label());
                try {
                    targets.add(servers.start(row));
                } catch (IOException e) {
                    say("  %s is left out: %s".formatted(row.label(), e.getMessage()));
                }
            }
            settle(targets);
            return measure(profile, ocean, processes, targets, seed);
        }
    }

    /** Waits until relays have found each other by heartbeats and measured their links. */
    private void settle(List<Target> targets) throws IOException {
        if (hasLanes(targets)) {
            say("relays get to know each other for %s s".formatted(SETTLE_SECONDS));
            pause(SETTLE_SECONDS);
        }
    }

    /** The first flows opened lanes, which relays pad one after the other. */
    private void warm(Ocean ocean, Rounds rounds, List<Target> targets) throws IOException {
        rounds.warm();
        if (hasLanes(targets)) {
            say("relays warm their lanes");
            say("  for %s s".formatted(new Padding(ocean).awaitEnd()));
        }
    }

    private static boolean hasLanes(List<Target> targets) {
        return targets.stream().anyMatch(target -> target.row().hasLanes());
    }

    static void pause(int seconds) throws IOException {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Outcome measure(
            Profile profile, Ocean ocean, Processes processes, List<Target> targets, long seed)
            throws IOException {
        var figures = new EnumMap<Row, Figures>(Row.class);
        targets.forEach(target -> figures.put(target.row(), new Figures()));
        var client = new Client(ocean.client());
        var rounds = new Rounds(client, targets, figures, extent, progress);
        warm(ocean, rounds, targets);
        switch (profile) {
            case A, B, C, E -> {
                for (var round = 1; round <= extent.rounds(); round++) {
                    ocean.become(profile, seed + round);
                    rounds.run(round, profile != Profile.E);
                }
                return new Outcome(profile, figures, null, null);
            }
            case D -> {
                warmMore(client, targets);
                return new Outcome(
                        profile, figures, failover(profile, ocean, client, targets, figures), null);
            }
            case F -> {
                warmMore(client, targets);
                var before = routeChanges(processes, targets);
                watch(client, targets, figures);
                var after = routeChanges(processes, targets);
                return new Outcome(
                        profile,
                        figures,
                        null,
                        before == null || after == null ? null : after - before);
            }
        }
        throw new IllegalStateException(profile.toString());
    }

    /** Warms the relays of profiles that have no rounds. */
    private static void warmMore(Client client, List<Target> targets) {
        for (var target : targets) {
            var _ = new Watch(client).flows(target, FLOWS_PER_SECOND, WARM_SECONDS, 0);
        }
    }

    /** Cuts the link once for all rows; the last row's result is returned. */
    private @Nullable Failover failover(
            Profile profile,
            Ocean ocean,
            Client client,
            List<Target> targets,
            Map<Row, Figures> figures)
            throws IOException {
        ocean.become(profile, 1);
        var cutAt = System.nanoTime() + (long) (CUT_AFTER_SECONDS * SECOND);
        ocean.links().at(CUT_AFTER_SECONDS, "backbone", "cut");
        var flows = new ConcurrentHashMap<Target, List<Failover.Flow>>();
        atOnce(
                targets,
                target ->
                        flows.put(
                                target,
                                new Watch(client)
                                        .flows(
                                                target,
                                                FLOWS_PER_SECOND,
                                                CUT_AFTER_SECONDS + AFTER_CUT_SECONDS,
                                                cutAt)));
        Failover last = null;
        for (var target : targets) {
            var of = flows.getOrDefault(target, List.of());
            of.forEach(flow -> record(figures, target, flow));
            last = Failover.of(of);
            say("%s: %s".formatted(target.row().label(), last));
            say("  began ms after the cut: first byte ms: " + Failover.firstOf(of, SHOWN_FLOWS));
        }
        return last;
    }

    /** Watches all rows at once, under the same conditions. */
    private void watch(Client client, List<Target> targets, Map<Row, Figures> figures)
            throws IOException {
        say("watching for %s s".formatted(watchSeconds));
        atOnce(
                targets,
                target ->
                        new Watch(client)
                                .flows(target, WATCHED_PER_SECOND, watchSeconds, 0)
                                .forEach(flow -> record(figures, target, flow)));
    }

    private static void atOnce(List<Target> targets, Consumer<Target> what) throws IOException {
        var threads =
                targets.stream()
                        .map(target -> Thread.ofVirtual().start(() -> what.accept(target)))
                        .toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static void record(Map<Row, Figures> figures, Target target, Failover.Flow flow) {
        var of = figures.getOrDefault(target.row(), new Figures());
        if (flow.failed()) {
            of.addFailure();
        } else {
            of.addFirstByte(flow.firstByteMs());
        }
    }

    /** Null when no relay chooses routes. */
    private static @Nullable Integer routeChanges(Processes processes, List<Target> targets)
            throws IOException {
        for (var target : targets) {
            if (target.row() == Row.SIXLANE_AUTO) {
                return (int)
                        processes.log(target.processes().getFirst()).stream()
                                .filter(line -> line.contains(ROUTE_CHANGED))
                                .count();
            }
        }
        return null;
    }

    private void say(String what) {
        progress.println(what);
        progress.flush();
    }

    /** Removes namespaces and files when Ctrl-C ends this process in between. */
    private record OnInterrupt(Thread hook) implements AutoCloseable {
        OnInterrupt(Ocean ocean, Processes processes) {
            this(
                    Thread.ofPlatform()
                            .unstarted(
                                    () -> {
                                        try (ocean;
                                                processes) {
                                            System.err.println("removing the ocean");
                                        } catch (IOException e) {
                                            System.err.println(e.getMessage());
                                        }
                                    }));
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // It runs already.
            }
        }
    }
}
