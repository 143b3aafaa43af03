package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Measures pairs until the ratios of one relay are known well enough, or a time is up: in each
 * round all duels whose ratio is not, in random order, and of each duel its two relays one right
 * after the other, in random order.
 */
final class Duels {
    private final Arena arena;
    private final Map<String, Peer> peers;
    private final Random random;
    private final PrintWriter progress;

    /**
     * @param random for the order
     */
    Duels(Arena arena, Map<String, Peer> peers, Random random, PrintWriter progress) {
        this.arena = arena;
        this.peers = Map.copyOf(peers);
        this.random = random;
        this.progress = progress;
    }

    void run(String subject, Comparison comparison, Duration most, int seconds, int warmUpSeconds)
            throws IOException {
        var running = new HashMap<String, RunningPeer>();
        try {
            start(running, subject, comparison, warmUpSeconds);
            var load = new Load(arena, seconds);
            var fresh = new Load(arena, 0);
            var startedNanos = System.nanoTime();
            while (System.nanoTime() - startedNanos < most.toNanos()) {
                var duels = new ArrayList<>(comparison.open());
                if (duels.isEmpty()) {
                    return;
                }
                Collections.shuffle(duels, random);
                for (var duel : duels) {
                    if (System.nanoTime() - startedNanos < most.toNanos()) {
                        measure(duel, comparison, running, load, fresh);
                    }
                }
            }
        } finally {
            for (var peer : running.values()) {
                peer.close();
            }
        }
    }

    private void measure(
            Duel duel,
            Comparison comparison,
            Map<String, RunningPeer> running,
            Load load,
            Load fresh)
            throws IOException {
        try {
            var pair =
                    duel.column().needsFresh() ? fresh(duel, fresh) : loaded(duel, running, load);
            comparison.add(duel, pair);
            print(duel, pair);
        } catch (LanesLeftException e) {
            progress.println("pair " + duel.column().label() + " is left out: " + e.getMessage());
            progress.flush();
        }
    }

    private void start(
            Map<String, RunningPeer> running,
            String subject,
            Comparison comparison,
            int warmUpSeconds)
            throws IOException {
        var names = new ArrayList<>(comparison.opponents());
        names.add(subject);
        names.add(Peers.DIRECT.name());
        for (var name : names) {
            running.put(name, arena.start(peer(name)));
        }
        var warmed = names.stream().filter(name -> peer(name).warms()).map(running::get).toList();
        Rounds.warm(arena, warmed, Rounds.WARMING, warmUpSeconds);
    }

    private Peer peer(String name) {
        var peer = peers.get(name);
        if (peer == null) {
            throw new IllegalArgumentException("no such relay: " + name);
        }
        return peer;
    }

    private Duel.Pair loaded(Duel duel, Map<String, RunningPeer> running, Load load)
            throws IOException {
        var samples = new HashMap<String, Sample>();
        for (var name : shuffled(duel)) {
            samples.put(name, load.on(duel.column(), of(running, name)));
        }
        var pair = pair(duel, samples);
        if (duel.column().kind() != Column.Kind.FIRST_BYTE) {
            return pair;
        }
        // The ratio is that of what they add.
        var direct = load.on(duel.column(), of(running, Peers.DIRECT.name())).value();
        return new Duel.Pair(pair.subject().less(direct), pair.opponent().less(direct));
    }

    /** Each time on relays that have just started. */
    private Duel.Pair fresh(Duel duel, Load load) throws IOException {
        var samples = new HashMap<String, Sample>();
        for (var name : shuffled(duel)) {
            try (var running = arena.start(peer(name))) {
                samples.put(name, load.on(duel.column(), running));
            }
        }
        return pair(duel, samples);
    }

    private List<String> shuffled(Duel duel) {
        return random.nextBoolean()
                ? List.of(duel.subject(), duel.opponent())
                : List.of(duel.opponent(), duel.subject());
    }

    private static Duel.Pair pair(Duel duel, Map<String, Sample> samples) {
        return new Duel.Pair(of(samples, duel.subject()), of(samples, duel.opponent()));
    }

    private static <T> T of(Map<String, T> by, String name) {
        var found = by.get(name);
        if (found == null) {
            throw new IllegalStateException(name + " is missing");
        }
        return found;
    }

    private void print(Duel duel, Duel.Pair pair) {
        progress.println(
                String.format(
                        Locale.ROOT,
                        "pair %-5s %-17s %8.2f  %-17s %8.2f",
                        duel.column().label(),
                        duel.subject(),
                        pair.subject().value(),
                        duel.opponent(),
                        pair.opponent().value()));
        progress.flush();
    }
}
