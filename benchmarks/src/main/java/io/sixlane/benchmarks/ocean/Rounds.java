package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.ocean.Servers.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The order of the measurements under one profile: in each round small objects, a row after the
 * other for each of them; then larger ones; then, after an idle time, the largest.
 *
 * <p>Rows whose only ocean leg is the public path make their larger transfers at once, since each
 * uses a hundredth of the path where packets are lost; where none is lost, all take turns.
 */
final class Rounds {
    /** One packet of the answer. */
    private static final long FIRST_BYTE_OBJECT = 1_000;

    private static final int SMALL_LIMIT_SECONDS = 30;
    private static final int WARMING_REQUESTS = 5;

    private final Client client;
    private final List<Target> targets;
    private final Map<Row, Figures> figures;
    private final Extent extent;
    private final PrintWriter progress;

    /**
     * How much is measured.
     *
     * @param requests small objects for each row in a round
     * @param idleSeconds before the largest transfers
     * @param largeOnPublic whether rows on the public path transfer the largest object, in the
     *     first round
     */
    record Extent(int rounds, int requests, int idleSeconds, boolean largeOnPublic) {}

    Rounds(
            Client client,
            List<Target> targets,
            Map<Row, Figures> figures,
            Extent extent,
            PrintWriter progress) {
        this.client = client;
        this.targets = targets;
        this.figures = figures;
        this.extent = extent;
        this.progress = progress;
    }

    /** Small requests only, which are forgotten. */
    void warm() {
        for (var target : targets) {
            say("warming " + target.row().label());
            for (var request = 0; request < WARMING_REQUESTS; request++) {
                try {
                    var _ = client.fetch(target.address(), FIRST_BYTE_OBJECT, SMALL_LIMIT_SECONDS);
                } catch (IOException e) {
                    say("  %s: %s".formatted(target.row().label(), e.getMessage()));
                }
            }
        }
    }

    /**
     * @param lossy whether the public path loses packets
     */
    void run(int round, boolean lossy) throws IOException {
        for (var request = 0; request < extent.requests(); request++) {
            for (var target : targets) {
                small(target);
            }
        }
        sayFirstBytes(round);
        for (var size : List.of(Size.SMALL, Size.MIDDLE)) {
            transfer(round, size, lossy);
        }
        idle();
        transfer(round, Size.LARGE, lossy);
    }

    void small(Target target) {
        var of = of(target);
        try {
            of.addSmall(client.fetch(target.address(), FIRST_BYTE_OBJECT, SMALL_LIMIT_SECONDS));
        } catch (IOException e) {
            fail(target, e);
        }
    }

    private void transfer(int round, Size size, boolean lossy) {
        var taken = targets.stream().filter(target -> isTaken(target, round, size, lossy)).toList();
        var atOnce = taken.stream().filter(target -> lossy && target.row().isPublic()).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var target : atOnce) {
                threads.execute(() -> transfer(round, size, target));
            }
        }
        for (var target : taken) {
            if (!atOnce.contains(target)) {
                transfer(round, size, target);
            }
        }
    }

    private boolean isTaken(Target target, int round, Size size, boolean lossy) {
        return size != Size.LARGE
                || !lossy
                || !target.row().isPublic()
                || (round == 1 && extent.largeOnPublic());
    }

    private void transfer(int round, Size size, Target target) {
        for (var i = 0; i < size.perRound(); i++) {
            try {
                var fetched = client.fetch(target.address(), size.bytes(), size.limitSeconds());
                of(target).add(size, fetched);
                say(
                        String.format(
                                Locale.ROOT,
                                "round %d %-5s %-13s %8.3f s",
                                round,
                                size.label(),
                                target.row().label(),
                                fetched.total() / 1e9));
            } catch (IOException e) {
                fail(target, e);
            }
        }
    }

    private void idle() throws IOException {
        say("idle for %s s".formatted(extent.idleSeconds()));
        try {
            Thread.sleep(extent.idleSeconds() * 1_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void fail(Target target, IOException e) {
        of(target).addFailure();
        say("  %s failed: %s".formatted(target.row().label(), e.getMessage()));
    }

    private Figures of(Target target) {
        return figures.computeIfAbsent(target.row(), _ -> new Figures());
    }

    private void sayFirstBytes(int round) {
        say(
                targets.stream()
                        .map(
                                target ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s %.1f/%.1f",
                                                target.row().label(),
                                                of(target).firstByteMillis(50),
                                                of(target).firstByteMillis(99)))
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "round %s first byte ms p50/p99: ".formatted(round),
                                        "")));
    }

    private synchronized void say(String what) {
        progress.println(what);
        progress.flush();
    }
}
