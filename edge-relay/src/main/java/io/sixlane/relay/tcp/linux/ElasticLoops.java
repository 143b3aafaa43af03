package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.ThreadSchedule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntUnaryOperator;

/**
 * Lets as many event loops carry clients' connections as the load needs, by {@link LoopDemand}: the
 * first ones accept from all listening sockets. When more join or one leaves, the listening sockets
 * and the connections that are between two reads move. Connections over lanes stay.
 */
final class ElasticLoops {
    private static final long LOOK_MILLIS = 200;

    /** Connections or sockets that move before others of their loop come first. */
    private static final int MOVED_AT_ONCE = 128;

    private final List<RelayLoop> loops;
    private final LoopDemand demand;
    private final Set<Acceptor> acceptors = ConcurrentHashMap.newKeySet();

    /** Numbers of the loops' threads; 0 before a loop carried connections. */
    private final AtomicIntegerArray threads;

    private final long[] before;
    private long beforeNanos = System.nanoTime();

    /** Loops with a time in {@link #before}. */
    private int counted;

    private volatile int active = 1;

    ElasticLoops(List<RelayLoop> loops) {
        this.loops = List.copyOf(loops);
        this.demand = new LoopDemand(loops.size());
        this.threads = new AtomicIntegerArray(loops.size());
        this.before = new long[loops.size()];
    }

    /** Begins to look, on the first loop. All carry connections where the kernel does not tell. */
    void start() {
        if (loops.size() > 1) {
            loops.getFirst().execute(this::begin);
        }
    }

    private void begin() {
        threads.set(0, ThreadSchedule.thisThread());
        if (ThreadSchedule.of(threads.get(0)).isEmpty()) {
            spread(loops.size());
            return;
        }
        var _ =
                loops.getFirst()
                        .executor()
                        .scheduleWithFixedDelay(
                                this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    int active() {
        return active;
    }

    /** Where a socket that listens is to be polled. */
    private RelayLoop of(Acceptor acceptor) {
        return loops.get(acceptor.number() % active);
    }

    /** A socket that began to listen. */
    void add(Acceptor acceptor) {
        acceptors.add(acceptor);
        acceptor.moveTo(of(acceptor)); // others may have moved meanwhile
    }

    void remove(Acceptor acceptor) {
        acceptors.remove(acceptor);
    }

    private synchronized void look() {
        var now = System.nanoTime();
        var busy = 0.0;
        for (var number = 0; number < active; number++) {
            var wanted = wantedNanos(number);
            if (number < counted) {
                var share = (double) (wanted - before[number]) / Math.max(1, now - beforeNanos);
                busy += Math.clamp(share, 0, 1);
            }
            before[number] = wanted;
        }
        counted = active;
        beforeNanos = now;
        var next = demand.next(active, busy);
        if (next != active) {
            spread(next);
        }
    }

    private void recognize(int number) {
        loops.get(number).execute(() -> threads.set(number, ThreadSchedule.thisThread()));
    }

    private long wantedNanos(int number) {
        return ThreadSchedule.of(threads.get(number)).map(ThreadSchedule::wantedNanos).orElse(0L);
    }

    /** Lets that many loops carry connections. Any thread. */
    synchronized void spread(int wanted) {
        var from = active;
        active = wanted;
        for (var number = from; number < wanted; number++) {
            recognize(number);
        }
        move(List.copyOf(acceptors), 0);
        counted = Math.min(counted, wanted);
        for (var number = 0; number < from; number++) {
            move(number, from, wanted);
        }
    }

    /** Thousands of listeners have a socket for each loop: some move now, the others later. */
    private void move(List<Acceptor> listening, int first) {
        var end = Math.min(listening.size(), first + MOVED_AT_ONCE);
        for (var acceptor : listening.subList(first, end)) {
            acceptor.moveTo(of(acceptor));
        }
        if (end < listening.size()) {
            loops.getFirst().executor().execute(() -> move(listening, end));
        }
    }

    private void move(int number, int from, int to) {
        var loop = loops.get(number);
        if (number >= to) {
            loop.execute(() -> move(loop, place -> place % to));
        } else if (to > from) {
            // Loops that join take from one of the others each.
            var takers = 1 + (to - 1 - number) / from;
            loop.execute(() -> move(loop, place -> number + place % takers * from));
        }
    }

    private void move(RelayLoop loop, IntUnaryOperator target) {
        move(loop, loop.wheel().entries(), 0, target);
    }

    private void move(
            RelayLoop loop, List<Wheel.Entry> entries, int first, IntUnaryOperator target) {
        var end = Math.min(entries.size(), first + MOVED_AT_ONCE);
        for (var place = first; place < end; place++) {
            var next = loops.get(target.applyAsInt(place));
            if (next != loop && entries.get(place) instanceof NativeConnection connection) {
                connection.moveTo(next);
            }
        }
        if (end < entries.size()) {
            loop.executor().execute(() -> move(loop, entries, end, target));
        }
    }
}
