package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Finds functions of the C library; each call passes the segment that receives errno. */
public final class CLibrary {
    /** Layout of the segment that receives errno. */
    public static final StructLayout CAPTURED = Linker.Option.captureStateLayout();

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE =
            CAPTURED.varHandle(PathElement.groupElement("errno"));
    private static final MethodHandle CLOSE = brief("close", 1);

    private CLibrary() {}

    /** A function that returns at once: the thread does not leave Java for it. */
    @SuppressWarnings("restricted")
    static MethodHandle brief(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(find(name), type, ERRNO, Linker.Option.critical(false));
    }

    /** A function of {@code count} ints that returns an int, at once. */
    static MethodHandle brief(String name, int count) {
        var arguments = new MemoryLayout[count];
        Arrays.fill(arguments, JAVA_INT);
        return brief(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /** A function that may wait. */
    @SuppressWarnings("restricted")
    static MethodHandle waiting(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(find(name), type, ERRNO);
    }

    /** A function whose third and last argument is variadic. */
    @SuppressWarnings("restricted")
    static MethodHandle variadic(String name, MemoryLayout last) {
        return LINKER.downcallHandle(
                find(name),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, last),
                ERRNO,
                Linker.Option.firstVariadicArg(2));
    }

    static int errno(MemorySegment captured) {
        return (int) ERRNO_VALUE.get(captured, 0L);
    }

    /** {@code returned}, or errno negated. */
    static int result(int returned, MemorySegment captured) {
        return returned >= 0 ? returned : -errno(captured);
    }

    /** Wraps an exception of a handle; the functions themselves throw nothing. */
    static AssertionError broken(Throwable cause) {
        return new AssertionError("a call into the C library failed", cause);
    }

    /** Closes any descriptor. */
    public static void close(int descriptor, MemorySegment captured) {
        try {
            var _ = (int) CLOSE.invokeExact(captured, descriptor);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static MemorySegment find(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }
}
