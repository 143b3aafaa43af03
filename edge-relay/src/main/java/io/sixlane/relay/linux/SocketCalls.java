package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Opens, binds, connects, accepts and names sockets, none of which blocks. Results are descriptors,
 * 0, or errno negated. Confined to one thread.
 */
public final class SocketCalls {
    private static final MethodHandle SOCKET = CLibrary.brief("socket", 3);
    private static final MethodHandle LISTEN = CLibrary.brief("listen", 2);
    private static final MethodHandle BIND = named("bind");
    private static final MethodHandle CONNECT = named("connect");
    private static final MethodHandle GETSOCKNAME = naming("getsockname");
    private static final MethodHandle GETPEERNAME = naming("getpeername");
    private static final MethodHandle ACCEPT4 =
            CLibrary.brief(
                    "accept4",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));

    // Source: bits/socket.h, bits/socket_type.h.
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int NONBLOCK_CLOEXEC = 04000 | 02000000;

    private final MemorySegment captured;
    private final MemorySegment name;
    private final MemorySegment length;

    /**
     * @param captured where errno goes
     */
    public SocketCalls(Arena arena, MemorySegment captured) {
        this.captured = captured;
        this.name = arena.allocate(SocketName.CAPACITY, 8);
        this.length = arena.allocate(JAVA_INT);
    }

    private static MethodHandle named(String name) {
        return CLibrary.brief(name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    }

    private static MethodHandle naming(String name) {
        return CLibrary.brief(name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    }

    /** A stream socket for {@code address}'s family. */
    public int openStream(InetSocketAddress address) {
        return open(address, SOCK_STREAM);
    }

    /** A datagram socket for {@code address}'s family. */
    public int openDatagram(InetSocketAddress address) {
        return open(address, SOCK_DGRAM);
    }

    private int open(InetSocketAddress address, int type) {
        var family = address.getAddress() instanceof Inet6Address ? AF_INET6 : AF_INET;
        try {
            return result((int) SOCKET.invokeExact(captured, family, type | NONBLOCK_CLOEXEC, 0));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    public int bind(int descriptor, InetSocketAddress address) {
        var bytes = SocketName.write(name, 0, address);
        try {
            return result((int) BIND.invokeExact(captured, descriptor, name, bytes));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** {@link Errno#EINPROGRESS}, negated, when a stream's connection is under way. */
    public int connect(int descriptor, InetSocketAddress address) {
        var bytes = SocketName.write(name, 0, address);
        try {
            return result((int) CONNECT.invokeExact(captured, descriptor, name, bytes));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    public int listen(int descriptor, int backlog) {
        try {
            return result((int) LISTEN.invokeExact(captured, descriptor, backlog));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** Takes the next connection; {@link #acceptedFrom} is its client. */
    public int accept(int descriptor) {
        length.set(JAVA_INT, 0, SocketName.CAPACITY);
        try {
            return result(
                    (int)
                            ACCEPT4.invokeExact(
                                    captured, descriptor, name, length, NONBLOCK_CLOEXEC));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    public InetSocketAddress acceptedFrom() {
        return SocketName.read(name, 0);
    }

    /** Null when the connection is gone. */
    public @Nullable InetSocketAddress localAddress(int descriptor) {
        return address(GETSOCKNAME, descriptor);
    }

    /** Null when the connection is gone. */
    public @Nullable InetSocketAddress remoteAddress(int descriptor) {
        return address(GETPEERNAME, descriptor);
    }

    private @Nullable InetSocketAddress address(MethodHandle call, int descriptor) {
        length.set(JAVA_INT, 0, SocketName.CAPACITY);
        try {
            var answer = (int) call.invokeExact(captured, descriptor, name, length);
            return answer == 0 ? SocketName.read(name, 0) : null;
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    private int result(int returned) {
        return CLibrary.result(returned, captured);
    }
}
