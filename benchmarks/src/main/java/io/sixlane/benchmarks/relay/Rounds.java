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
        var results = new Results();
        var loads = columns.stream().filter(column -> column != Column.IDLE).toList();
        if (!loads.isEmpty()) {
            loaded(results, loads, rounds, seconds, warmUpSeconds);
        }
        if (columns.contains(Column.IDLE)) {
            idle(results, rounds);
        }
        return results;
    }

    private void loaded(
            Results results, List<Column> columns, int rounds, int seconds, int warmUpSeconds)
            throws IOException {
        var running = new ArrayList<RunningPeer>();
        try {
            for (var peer : peers) {
                running.add(arena.start(peer));
            }
            if (warmUpSeconds > 0) {
                var warmUp = new Load(arena, warmUpSeconds);
                for (var peer : running) {
                    print("warming " + peer.name());
                    for (var column : warming) {
                        warmUp.on(column, peer);
                    }
                }
            }
            var load = new Load(arena, seconds);
            for (var round = 1; round <= rounds; round++) {
                for (var column : columns) {
                    for (var peer : running) {
                        add(results, round, column, peer, load.on(column, peer));
                    }
                }
                Collections.rotate(running, 1);
            }
        } finally {
            for (var peer : running) {
                peer.close();
            }
        }
    }

    /** Each time on fresh relays, since one keeps the memory of connections that have ended. */
    private void idle(Results results, int rounds) throws IOException {
        var load = new Load(arena, 0);
        for (var round = 1; round <= rounds; round++) {
            for (var peer : peers) {
                if (!(peer instanceof Peer.None)) {
                    try (var running = arena.start(peer)) {
                        add(results, round, Column.IDLE, running, load.on(Column.IDLE, running));
                    }
                }
            }
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
