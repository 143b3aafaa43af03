package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The order of the measurements: in each round every column on all relays one after the other, each
 * round beginning with another relay, so that what changes on the machine meets all of them alike.
 */
final class Rounds {
    /** The columns that warm a relay up; their results are dropped. */
    static final List<Column> WARMING =
            List.of(Column.U8, Column.D8, Column.KA, Column.CL, Column.D1);

    /** The columns in which system calls are counted. */
    static final List<Column> COUNTED = List.of(Column.KA, Column.CL, Column.D8);

    private final Arena arena;
    private final List<Peer> peers;
    private final List<Column> warming;
    private final PrintWriter progress;

    Rounds(Arena arena, List<Peer> peers, List<Column> warming, PrintWriter progress) {
        this.arena = arena;
        this.peers = peers;
        this.warming = warming;
        this.progress = progress;
    }

    Results run(List<Column> columns, int rounds, int seconds, int warmUpSeconds)
            throws IOException {
        return run(columns, rounds, seconds, warmUpSeconds, false);
    }

    /**
     * @param counting whether system calls are counted as well, in measurements of their own
     */
    Results run(List<Column> columns, int rounds, int seconds, int warmUpSeconds, boolean counting)
            throws IOException {
        var results = new Results();
        var loads = columns.stream().filter(column -> !column.needsFresh()).toList();
        if (!loads.isEmpty()) {
            loaded(results, loads, rounds, seconds, warmUpSeconds, counting);
        }
        for (var column : columns) {
            if (column.needsFresh()) {
                fresh(results, column, rounds);
            }
        }
        return results;
    }

    private void loaded(
            Results results,
            List<Column> columns,
            int rounds,
            int seconds,
            int warmUpSeconds,
            boolean counting)
            throws IOException {
        var running = new ArrayList<RunningPeer>();
        try {
            for (var peer : peers) {
                running.add(arena.start(peer));
            }
            print("warming");
            warm(arena, running.stream().filter(this::warms).toList(), warming, warmUpSeconds);
            var load = new Load(arena, seconds);
            for (var round = 1; round <= rounds; round++) {
                for (var column : columns) {
                    for (var peer : running) {
                        if (suits(column, peer)) {
                            measure(results, round, column, peer, load);
                        }
                    }
                }
                Collections.rotate(running, 1);
                if (counting) {
                    count(results, columns, running, load);
                }
            }
        } finally {
            for (var peer : running) {
                peer.close();
            }
        }
    }

    private boolean warms(RunningPeer running) {
        return peers.stream().anyMatch(peer -> peer.name().equals(running.name()) && peer.warms());
    }

    private boolean suits(Column column, RunningPeer running) {
        return peers.stream()
                .anyMatch(peer -> peer.name().equals(running.name()) && column.suits(peer));
    }

    private void count(Results results, List<Column> columns, List<RunningPeer> running, Load load)
            throws IOException {
        for (var column : COUNTED) {
            for (var peer : running) {
                if (columns.contains(column) && !peer.processes().isEmpty()) {
                    results.add(peer.name(), column, load.calls(column, peer));
                }
            }
        }
    }

    /** Each with all of those loads for so many seconds. */
    static void warm(Arena arena, List<RunningPeer> peers, List<Column> columns, int seconds)
            throws IOException {
        if (seconds > 0) {
            var load = new Load(arena, seconds);
            for (var peer : peers) {
                for (var column : columns) {
                    load.measured(column, peer);
                }
            }
        }
    }

    /**
     * Each time on fresh relays: one keeps the memory of connections that have ended, and the code
     * that they had compiled.
     */
    private void fresh(Results results, Column column, int rounds) throws IOException {
        var load = new Load(arena, 0);
        for (var round = 1; round <= rounds; round++) {
            for (var peer : peers) {
                if (column.suits(peer)) {
                    try (var running = arena.start(peer)) {
                        measure(results, round, column, running, load);
                    }
                }
            }
        }
    }

    private void measure(Results results, int round, Column column, RunningPeer peer, Load load)
            throws IOException {
        try {
            add(results, round, column, peer, load.on(column, peer));
        } catch (LanesLeftException e) {
            print(column.label() + " of " + peer.name() + " is left out: " + e.getMessage());
        }
    }

    private void add(Results results, int round, Column column, RunningPeer peer, Sample sample) {
        print(
                String.format(
                        Locale.ROOT,
                        "round %d %-5s %-17s %8.2f",
                        round,
                        column.label(),
                        peer.name(),
                        sample.value()));
        results.add(peer.name(), column, sample);
    }

    private void print(String what) {
        progress.println(what);
        progress.flush();
    }
}
