package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An epoll instance, as the I/O of one of Netty's event loops. Every descriptor is added once,
 * edge-triggered for everything, and leaves by being closed: one system call per connection side,
 * and no objects but the caller's.
 */
final class Poller implements IoHandler {
    // Source: sys/epoll.h.
    static final int IN = 1;
    static final int PRI = 2;
    static final int OUT = 4;
    static final int ERR = 8;
    static final int HUP = 0x10;
    static final int RDHUP = 0x2000;
    private static final int ET = 1 << 31;
    private static final int CTL_ADD = 1;
    private static final int CTL_DEL = 2;
    private static final int NONBLOCK_CLOEXEC = 04000 | 02000000;

    private static final MethodHandle EPOLL_CREATE1 =
            CLibrary.brief("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENTFD =
            CLibrary.brief("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle EPOLL_CTL =
            CLibrary.brief(
                    "epoll_ctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle EPOLL_WAIT =
            CLibrary.waiting(
                    "epoll_wait",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle WRITE =
            CLibrary.brief("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

    private static final int EVENTS = 256;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final EpollEvent EVENT = EpollEvent.ofThisMachine();

    private final Runnable onDestroyed;
    private final MemorySegment captured;
    private final MemorySegment events;
    private final MemorySegment added;
    private final MemorySegment wakeCaptured;
    private final MemorySegment one;
    private final int epoll;
    private final int wake;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Object wakeLock = new Object();
    private boolean closed;

    private @Nullable Polled[] slots = new Polled[64];
    private int[] generations = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used;
    private long turnNanos = System.nanoTime();

    /**
     * @param onDestroyed runs last on the event loop
     */
    Poller(Arena arena, MemorySegment captured, Runnable onDestroyed) throws IOException {
        this.onDestroyed = onDestroyed;
        this.captured = captured;
        this.events = arena.allocate((long) EVENTS * EVENT.size(), 8);
        this.added = arena.allocate(EVENT.size(), 8);
        this.wakeCaptured = arena.allocate(CLibrary.CAPTURED);
        this.one = arena.allocateFrom(JAVA_LONG, 1);
        try {
            epoll = opened((int) EPOLL_CREATE1.invokeExact(captured, 02000000));
            wake = opened((int) EVENTFD.invokeExact(captured, 0, NONBLOCK_CLOEXEC));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
        var _ =
                add(
                        wake,
                        new Polled() {
                            @Override
                            public void ready(int events) {}

                            @Override
                            public void broken(Throwable cause) {}
                        });
    }

    private int opened(int answer) throws IOException {
        if (answer < 0) {
            throw new IOException(Errno.words(CLibrary.errno(captured)));
        }
        return answer;
    }

    /** When this turn began, as {@link System#nanoTime}. */
    long turnNanos() {
        return turnNanos;
    }

    /** A slot to {@link #forget}, or errno negated. */
    int add(int descriptor, Polled polled) {
        var slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slot);
            generations = Arrays.copyOf(generations, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        slots[slot] = polled;
        EVENT.write(
                added,
                IN | PRI | OUT | RDHUP | ET,
                Integer.toUnsignedLong(slot) | (long) generations[slot] << 32);
        if (control(CTL_ADD, descriptor) < 0) {
            var errno = CLibrary.errno(captured);
            forget(slot);
            return -errno;
        }
        return slot;
    }

    /** For a descriptor that is closed and of which no copy is left. */
    void forget(int slot) {
        slots[slot] = null;
        generations[slot]++;
        free[freeCount++] = slot;
    }

    /** For a descriptor of which another process may hold a copy. */
    void remove(int slot, int descriptor) {
        var _ = control(CTL_DEL, descriptor);
        forget(slot);
    }

    private int control(int operation, int descriptor) {
        try {
            return (int) EPOLL_CTL.invokeExact(captured, epoll, operation, descriptor, added);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    @Override
    public int run(IoHandlerContext context) {
        asleep.set(true);
        var count =
                poll(
                        context.canBlock()
                                ? (int) toMillis(context.delayNanos(System.nanoTime()))
                                : 0);
        asleep.set(false);
        turnNanos = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var data = EVENT.data(events, i);
            var slot = (int) data;
            var polled = slots[slot];
            // A descriptor closed earlier in this turn may have been followed by another.
            if (polled != null && generations[slot] == (int) (data >>> 32)) {
                try {
                    polled.ready(EVENT.events(events, i));
                } catch (Throwable e) { // an Error too must not end the loop of all others
                    polled.broken(e);
                }
            }
        }
        return Math.max(count, 0);
    }

    /** Up, so that a timer is due when the wait is over. */
    private static long toMillis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(Math.min(nanos, LONGEST_WAIT_NANOS) + 999_999);
    }

    private int poll(int timeoutMillis) {
        try {
            return (int) EPOLL_WAIT.invokeExact(captured, epoll, events, EVENTS, timeoutMillis);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** Any thread. A wake-up must not be written to a descriptor that is something else by then. */
    @Override
    public void wakeup() {
        if (asleep.compareAndSet(true, false)) {
            synchronized (wakeLock) {
                if (!closed) {
                    wake();
                }
            }
        }
    }

    private void wake() {
        try {
            var _ = (long) WRITE.invokeExact(wakeCaptured, wake, one, 8L);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    @Override
    public void destroy() {
        onDestroyed.run();
        synchronized (wakeLock) {
            closed = true;
            var stream = new Stream(captured);
            stream.close(wake);
            stream.close(epoll);
        }
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
