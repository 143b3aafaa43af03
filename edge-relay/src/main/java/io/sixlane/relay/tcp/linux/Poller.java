package io.sixlane.relay.tcp.linux;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.sixlane.relay.linux.EpollCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An epoll instance, as the I/O of one of Netty's event loops. Every descriptor is added once,
 * edge-triggered for everything, and leaves by being closed: one system call per connection side,
 * and no objects but the caller's.
 */
final class Poller implements IoHandler {
    private static final Logger log = LoggerFactory.getLogger(Poller.class);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Polled WAKE_UP =
            new Polled() {
                @Override
                public void ready(int events) {}

                @Override
                public void broken(Throwable cause) {}
            };

    private final Runnable onDestroyed;
    private final EpollCalls epoll;
    private final AtomicBoolean asleep = new AtomicBoolean();

    private @Nullable Polled[] slots = new Polled[64];
    private int[] generations = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used = 1;
    private long roundNanos = System.nanoTime();

    /**
     * @param onDestroyed runs last on the event loop
     */
    Poller(Arena arena, MemorySegment captured, Runnable onDestroyed) throws IOException {
        this.onDestroyed = onDestroyed;
        this.epoll = new EpollCalls(arena, captured, 0);
        slots[0] = WAKE_UP;
    }

    /** When this round of events began, as {@link System#nanoTime}. */
    long roundNanos() {
        return roundNanos;
    }

    /** A slot to {@link #forget}, or errno negated. */
    int add(int descriptor, Polled polled) {
        return added(polled, data -> epoll.add(descriptor, data));
    }

    /** Like {@link #add}, for a socket that has events as long as connections wait. */
    int addListening(int descriptor, Polled polled) {
        return added(polled, data -> epoll.addListening(descriptor, data));
    }

    private int added(Polled polled, LongToIntFunction add) {
        var slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slot);
            generations = Arrays.copyOf(generations, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        slots[slot] = polled;
        var result = add.applyAsInt(Integer.toUnsignedLong(slot) | (long) generations[slot] << 32);
        if (result < 0) {
            forget(slot);
            return result;
        }
        return slot;
    }

    /** Removes a descriptor that is closed and of which no copy is left. */
    void forget(int slot) {
        slots[slot] = null;
        generations[slot]++;
        free[freeCount++] = slot;
    }

    /** Removes a descriptor of which another process may hold a copy. */
    void remove(int slot, int descriptor) {
        epoll.remove(descriptor);
        forget(slot);
    }

    @Override
    public int run(IoHandlerContext context) {
        asleep.set(true);
        var count =
                epoll.await(
                        context.canBlock()
                                ? (int) toMillis(context.delayNanos(System.nanoTime()))
                                : 0);
        asleep.set(false);
        roundNanos = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var data = epoll.data(i);
            var slot = (int) data;
            var polled = slots[slot];
            // A descriptor closed earlier in this round may have been followed by another.
            if (polled != null && generations[slot] == (int) (data >>> 32)) {
                try {
                    polled.ready(epoll.events(i));
                } catch (Throwable e) { // an Error too must not end the loop of all others
                    broken(polled, e);
                }
            }
        }
        return Math.max(count, 0);
    }

    private static void broken(Polled polled, Throwable cause) {
        try {
            polled.broken(cause);
        } catch (Throwable e) { // nor must what it leaves behind
            log.error("descriptor given up", e);
        }
    }

    /** Rounds up, so that a timer is due when the wait is over. */
    private static long toMillis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(Math.min(nanos, LONGEST_WAIT_NANOS) + 999_999);
    }

    /** Any thread. */
    @Override
    public void wakeup() {
        if (asleep.compareAndSet(true, false)) {
            epoll.wake();
        }
    }

    @Override
    public void destroy() {
        onDestroyed.run();
        epoll.close();
    }

    @Override
    public IoRegistration register(IoHandle handle) {
        throw new UnsupportedOperationException("this loop polls what is added to its poller");
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return false;
    }
}
