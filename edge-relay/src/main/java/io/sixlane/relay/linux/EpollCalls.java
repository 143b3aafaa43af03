package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * One epoll instance and the eventfd that ends its wait. Confined to one thread, except {@link
 * #wake}.
 */
public final class EpollCalls {
    // Source: sys/epoll.h.
    public static final int IN = 1;
    public static final int PRI = 2;
    public static final int OUT = 4;
    public static final int ERR = 8;
    public static final int HUP = 0x10;
    public static final int RDHUP = 0x2000;
    private static final int ET = 1 << 31;
    private static final int CTL_ADD = 1;
    private static final int CTL_DEL = 2;
    private static final int EPOLL_CLOEXEC = 02000000;
    private static final int NONBLOCK_CLOEXEC = 04000 | 02000000;

    private static final MethodHandle EPOLL_CREATE1 = CLibrary.brief("epoll_create1", 1);
    private static final MethodHandle EVENTFD = CLibrary.brief("eventfd", 2);
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
    private static final EpollEvent EVENT = EpollEvent.ofThisMachine();

    private final MemorySegment captured;
    private final MemorySegment events;
    private final MemorySegment added;
    private final MemorySegment wakeCaptured;
    private final MemorySegment one;
    private final int epoll;
    private final int wake;
    private final Object wakeLock = new Object();
    private boolean closed;

    /**
     * @param captured where errno goes
     * @param wakeData comes with the events of {@link #wake}
     */
    public EpollCalls(Arena arena, MemorySegment captured, long wakeData) throws IOException {
        this.captured = captured;
        this.events = arena.allocate((long) EVENTS * EVENT.size(), 8);
        this.added = arena.allocate(EVENT.size(), 8);
        this.wakeCaptured = arena.allocate(CLibrary.CAPTURED);
        this.one = arena.allocateFrom(JAVA_LONG, 1);
        try {
            epoll = opened((int) EPOLL_CREATE1.invokeExact(captured, EPOLL_CLOEXEC));
            wake = opened((int) EVENTFD.invokeExact(captured, 0, NONBLOCK_CLOEXEC));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
        Errno.checked(add(wake, wakeData));
    }

    private int opened(int returned) throws IOException {
        return Errno.checked(CLibrary.result(returned, captured));
    }

    /**
     * Polls for every kind of event, edge-triggered. Returns 0, or errno negated.
     *
     * @param data comes with the descriptor's events
     */
    public int add(int descriptor, long data) {
        EVENT.write(added, IN | PRI | OUT | RDHUP | ET, data);
        return control(CTL_ADD, descriptor);
    }

    /**
     * Polls a listening socket, level-triggered: the event comes again while connections wait.
     * Returns 0, or errno negated.
     *
     * @param data comes with the descriptor's events
     */
    public int addListening(int descriptor, long data) {
        EVENT.write(added, IN, data);
        return control(CTL_ADD, descriptor);
    }

    /** Needed only where a copy of the descriptor stays open: closing the last one removes it. */
    public void remove(int descriptor) {
        var _ = control(CTL_DEL, descriptor);
    }

    private int control(int operation, int descriptor) {
        try {
            return CLibrary.result(
                    (int) EPOLL_CTL.invokeExact(captured, epoll, operation, descriptor, added),
                    captured);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** How many events there are; negative when the wait was interrupted. */
    public int await(int timeoutMillis) {
        try {
            return (int) EPOLL_WAIT.invokeExact(captured, epoll, events, EVENTS, timeoutMillis);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** A union of this class's constants. */
    public int events(int index) {
        return EVENT.events(events, index);
    }

    public long data(int index) {
        return EVENT.data(events, index);
    }

    /** Any thread; nothing is written once the descriptor may belong to something else. */
    public void wake() {
        synchronized (wakeLock) {
            if (closed) {
                return;
            }
            try {
                var _ = (long) WRITE.invokeExact(wakeCaptured, wake, one, 8L);
            } catch (Throwable e) {
                throw CLibrary.broken(e);
            }
        }
    }

    public void close() {
        synchronized (wakeLock) {
            closed = true;
            CLibrary.close(wake, captured);
            CLibrary.close(epoll, captured);
        }
    }
}
