package io.sixlane.platform.link;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The Linux calls behind links. A buffer of {@link #read} and {@link #write} is an address, so that
 * forwarding a packet allocates nothing.
 */
final class LinuxCalls {
    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURED.varHandle(PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

    private static final MethodHandle OPEN =
            checked("open", 2, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle IOCTL =
            checked("ioctl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle SETNS =
            checked("setns", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle PRCTL =
            checked("prctl", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SCHEDULE =
            checked(
                    "sched_setscheduler",
                    3,
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle CLOSE =
            checked("close", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ = brief("read");
    private static final MethodHandle WRITE = brief("write");
    private static final MethodHandle PPOLL =
            found("ppoll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));

    // Source: bits/fcntl-linux.h, bits/sched.h, linux/if_tun.h, linux/prctl.h, poll.h.
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 04000;
    private static final int O_CLOEXEC = 02000000;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TUN_NO_PI = 0x1001;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_FLAGS = 16;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int SCHED_FIFO = 1;
    private static final int LONGEST_NAME = 15;

    private LinuxCalls() {}

    /**
     * Moves the calling thread, which is not the first of its process, and the sockets it opens
     * from here on, to a namespace.
     */
    static void enter(String namespace) throws IOException {
        var descriptor =
                open(
                        namespace.equals(Namespace.HOST)
                                ? "/proc/self/ns/net"
                                : "/run/netns/" + namespace,
                        0);
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CAPTURED);
            check(
                    (int) SETNS.invokeExact(captured, descriptor, CLONE_NEWNET),
                    captured,
                    "enter namespace " + namespace);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw broken(e);
        } finally {
            close(descriptor);
        }
    }

    /** Creates a TUN device in the calling thread's namespace; reads of it do not wait. */
    static int openTun(String device) throws IOException {
        if (device.isEmpty() || device.length() > LONGEST_NAME) {
            throw new IOException("a device's name has 1 to 15 characters: " + device);
        }
        var descriptor = open("/dev/net/tun", O_NONBLOCK);
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CAPTURED);
            var request = arena.allocate(IFREQ_BYTES, 8);
            request.setString(0, device);
            request.set(JAVA_SHORT, IFREQ_FLAGS, IFF_TUN_NO_PI);
            check(
                    (int) IOCTL.invokeExact(captured, descriptor, TUNSETIFF, request),
                    captured,
                    "create device " + device);
            return descriptor;
        } catch (IOException e) {
            close(descriptor);
            throw e;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Lets the calling thread wake on time, as far as permitted. */
    static void sharpenTimers() {
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CAPTURED);
            var priority = arena.allocateFrom(JAVA_INT, 1);
            var _ = (int) PRCTL.invokeExact(captured, PR_SET_TIMERSLACK, 1L);
            var _ = (int) SCHEDULE.invokeExact(captured, 0, SCHED_FIFO, priority);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Returns the bytes read; 0 or less when no packet waits. */
    static int read(int descriptor, long address, int most) {
        try {
            return (int) (long) READ.invokeExact(descriptor, address, (long) most);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Drops a packet that the device refuses, as when it is down. */
    static void write(int descriptor, long address, int bytes) {
        try {
            var _ = (long) WRITE.invokeExact(descriptor, address, (long) bytes);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /**
     * @param descriptors an array of {@code struct pollfd}
     * @param timeout a {@code struct timespec}
     */
    static void poll(MemorySegment descriptors, long count, MemorySegment timeout) {
        try {
            var _ = (int) PPOLL.invokeExact(descriptors, count, timeout, MemorySegment.NULL);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static void close(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            var _ = (int) CLOSE.invokeExact(arena.allocate(CAPTURED), descriptor);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static int open(String path, int flags) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CAPTURED);
            var mode = flags == 0 ? O_CLOEXEC : O_RDWR | O_CLOEXEC | flags;
            return check(
                    (int) OPEN.invokeExact(captured, arena.allocateFrom(path), mode),
                    captured,
                    "open " + path);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static int check(int returned, MemorySegment captured, String what) throws IOException {
        if (returned < 0) {
            throw new IOException(
                    "cannot %s: errno %s".formatted(what, (int) ERRNO.get(captured, 0L)));
        }
        return returned;
    }

    /**
     * A function whose errno is kept.
     *
     * @param fixed arguments before the variadic ones
     */
    @SuppressWarnings("restricted")
    private static MethodHandle checked(String name, int fixed, FunctionDescriptor type) {
        var variadic = fixed < type.argumentLayouts().size();
        return variadic
                ? LINKER.downcallHandle(
                        address(name), type, CAPTURE, Linker.Option.firstVariadicArg(fixed))
                : LINKER.downcallHandle(address(name), type, CAPTURE);
    }

    /** A function of a descriptor, an address and a length that returns at once. */
    @SuppressWarnings("restricted")
    private static MethodHandle brief(String name) {
        return LINKER.downcallHandle(
                address(name),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG),
                Linker.Option.critical(false));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle found(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(address(name), type);
    }

    private static MemorySegment address(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    private static AssertionError broken(Throwable cause) {
        return new AssertionError("a call into the C library failed", cause);
    }
}
