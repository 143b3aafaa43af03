package io.sixlane.platform.link;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The thread that carries the packets of all links; everything of a link happens on it. */
final class EmulatorLoop implements Runnable {
    /** Longest delay until a command of another thread is noticed. */
    private static final long LONGEST_WAIT_NANOS = 10_000_000;

    private static final long SECOND = 1_000_000_000;

    // Source: poll.h.
    private static final int POLLFD_BYTES = 8;
    private static final int POLLFD_REVENTS = 6;
    private static final short POLLIN = 1;
    private static final int MOST_DIRECTIONS = 256;

    private final Queue<Consumer<EmulatorLoop>> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Planned> plan = new PriorityQueue<>();
    private final List<Direction> directions = new ArrayList<>();
    private volatile boolean closed;
    private int planned;

    /** A planned change; equal times keep the order of planning. */
    private record Planned(long at, int order, Runnable change) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return at == other.at
                    ? Integer.compare(order, other.order)
                    : Long.compare(at, other.at);
        }
    }

    /** Runs {@code command} on the loop. Callable on any thread. */
    void execute(Consumer<EmulatorLoop> command) {
        commands.add(command);
    }

    /** Ends the loop, which removes the devices. Callable on any thread. */
    void close() {
        closed = true;
    }

    /** Creates a device of that name in each namespace; they are down and have no address. */
    void join(Arena arena, String name, String one, String other) throws IOException {
        if (directions.size() + 2 > MOST_DIRECTIONS || !named(name).isEmpty()) {
            throw new IOException("there are too many links, or one is called " + name);
        }
        LinuxCalls.enter(one);
        var first = LinuxCalls.openTun(name);
        try {
            LinuxCalls.enter(other);
            var second = LinuxCalls.openTun(name);
            directions.add(new Direction(arena, name + ">", first, second));
            directions.add(new Direction(arena, name + "<", second, first));
        } catch (IOException e) {
            LinuxCalls.close(first);
            throw e;
        }
    }

    /**
     * @param name of one direction, or of a link for both
     */
    List<Direction> named(String name) {
        return directions.stream()
                .filter(
                        each ->
                                each.name().equals(name)
                                        || each.name().equals(name + ">")
                                        || each.name().equals(name + "<"))
                .toList();
    }

    List<Direction> directions() {
        return List.copyOf(directions);
    }

    void plan(long afterNanos, Runnable change) {
        plan.add(new Planned(System.nanoTime() + afterNanos, planned++, change));
    }

    /** Drops all planned changes. */
    void forgetPlan() {
        plan.clear();
    }

    @Override
    public void run() {
        LinuxCalls.sharpenTimers();
        try (var arena = Arena.ofConfined()) {
            var polled = arena.allocate((long) POLLFD_BYTES * MOST_DIRECTIONS, 8);
            var timeout = arena.allocate(JAVA_LONG, 2);
            while (!closed) {
                for (var next = commands.poll(); next != null; next = commands.poll()) {
                    next.accept(this);
                }
                poll(polled, timeout, nextMoment());
                for (var i = 0; i < directions.size(); i++) {
                    if (polled.get(JAVA_SHORT, (long) i * POLLFD_BYTES + POLLFD_REVENTS) != 0) {
                        directions.get(i).receive();
                    }
                }
            }
        } finally {
            // Each descriptor is the source of one direction.
            directions.forEach(each -> LinuxCalls.close(each.from()));
        }
    }

    private long nextMoment() {
        var now = System.nanoTime();
        while (!plan.isEmpty() && plan.element().at() <= now) {
            plan.remove().change().run();
        }
        var next = now + LONGEST_WAIT_NANOS;
        if (!plan.isEmpty()) {
            next = Math.min(next, plan.element().at());
        }
        for (var i = 0; i < directions.size(); i++) {
            next = Math.min(next, directions.get(i).deliver());
        }
        return next;
    }

    private void poll(MemorySegment polled, MemorySegment timeout, long until) {
        for (var i = 0; i < directions.size(); i++) {
            polled.set(JAVA_INT, (long) i * POLLFD_BYTES, directions.get(i).from());
            polled.set(JAVA_INT, (long) i * POLLFD_BYTES + Integer.BYTES, POLLIN);
        }
        var wait = Math.max(0, until - System.nanoTime());
        timeout.setAtIndex(JAVA_LONG, 0, wait / SECOND);
        timeout.setAtIndex(JAVA_LONG, 1, wait % SECOND);
        LinuxCalls.poll(polled, directions.size(), timeout);
    }
}
