package io.sixlane.relay.route;

import java.util.ArrayList;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;

/** A {@link Link} whose probes travel in simulated time, seeded. */
final class SimulatedLink {
    private static final long STEP = 5_000_000;

    private final Random random;
    private final double roundTripMillis;
    private final double jitterMillis;
    private final Link link = new Link(0);
    private final PriorityQueue<Answer> answers = new PriorityQueue<>();
    private final ArrayList<Integer> received = new ArrayList<>();
    private double lossThere;
    private double lossBack;
    private boolean cut;
    private boolean wasUp = true;
    private int downs;
    private long nanos;

    private record Answer(long atNanos, int sequence, long history) implements Comparable<Answer> {
        @Override
        public int compareTo(Answer other) {
            return Long.compare(atNanos, other.atNanos);
        }
    }

    /**
     * @param jitterMillis added or taken away, uniformly
     * @param loss of each direction, 0 to 1
     */
    SimulatedLink(long seed, double roundTripMillis, double jitterMillis, double loss) {
        this.random = new Random(seed);
        this.roundTripMillis = roundTripMillis;
        this.jitterMillis = jitterMillis;
        loses(loss, loss);
    }

    void loses(double there, double back) {
        lossThere = there;
        lossBack = back;
    }

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    Link link() {
        return link;
    }

    long nanos() {
        return nanos;
    }

    int downs() {
        return downs;
    }

    LinkQuality quality() {
        return Objects.requireNonNull(link.state().quality());
    }

    boolean isUsable() {
        return link.state().health().isUsable(nanos);
    }

    void run(double seconds) {
        var end = nanos + (long) (seconds * 1e9);
        while (nanos < end) {
            step();
        }
    }

    /** At most ten seconds. */
    double millisUntilDown() {
        var began = nanos;
        while (link.state().health().up() && nanos - began < 10_000_000_000L) {
            step();
        }
        return (nanos - began) / 1e6;
    }

    private void step() {
        nanos += STEP;
        var sent = link.due(true, nanos);
        if (sent.isPresent()) {
            send(sent.getAsInt());
        }
        while (!answers.isEmpty() && answers.peek().atNanos() <= nanos) {
            var answer = answers.remove();
            if (!cut) {
                link.answered(answer.sequence(), answer.history(), nanos);
            }
        }
        link.look(nanos);
        var up = link.state().health().up();
        downs += wasUp && !up ? 1 : 0;
        wasUp = up;
    }

    private void send(int sequence) {
        if (cut || random.nextDouble() < lossThere) {
            return;
        }
        received.add(sequence);
        if (random.nextDouble() < lossBack) {
            return;
        }
        var jitter = (2 * random.nextDouble() - 1) * jitterMillis;
        var arrives = nanos + (long) ((roundTripMillis + jitter) * 1e6);
        answers.add(new Answer(arrives, sequence, history(sequence)));
    }

    private long history(int sequence) {
        var bits = 0L;
        for (var earlier : received.subList(Math.max(0, received.size() - 64), received.size())) {
            var back = sequence - earlier;
            if (back < Long.SIZE) {
                bits |= 1L << back;
            }
        }
        return bits;
    }
}
