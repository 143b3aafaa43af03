package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Finds functions of the C library; each is called with the segment that its errno goes to. */
final class CLibrary {
    static final StructLayout CAPTURED = Linker.Option.captureStateLayout();

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE =
            CAPTURED.varHandle(PathElement.groupElement("errno"));

    private CLibrary() {}

    /** Of a function that returns at once: the thread does not leave Java for it. */
    @SuppressWarnings("restricted")
    static MethodHandle brief(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(find(name), type, ERRNO, Linker.Option.critical(false));
    }

    /** Of a function that may wait. */
    @SuppressWarnings("restricted")
    static MethodHandle waiting(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(find(name), type, ERRNO);
    }

    /** Of a function whose third and last argument is variadic, an int. */
    @SuppressWarnings("restricted")
    static MethodHandle variadic(String name) {
        return LINKER.downcallHandle(
                find(name),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                ERRNO,
                Linker.Option.firstVariadicArg(2));
    }

    static int errno(MemorySegment captured) {
        return (int) ERRNO_VALUE.get(captured, 0L);
    }

    /** What a handle threw; its calls throw nothing of their own. */
    static AssertionError broken(Throwable cause) {
        return new AssertionError("a call into the C library failed", cause);
    }

    private static MemorySegment find(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }
}
