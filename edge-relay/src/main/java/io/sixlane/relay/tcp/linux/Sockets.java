package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.tcp.TcpSettings;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Opens, binds, connects, accepts and asks sockets, none of which blocks. Answers are descriptors,
 * 0, or errno negated. Of one thread.
 */
final class Sockets {
    private static final MethodHandle SOCKET = ints("socket", 3);
    private static final MethodHandle LISTEN = ints("listen", 2);
    private static final MethodHandle BIND = named("bind");
    private static final MethodHandle CONNECT = named("connect");
    private static final MethodHandle GETSOCKNAME = naming("getsockname");
    private static final MethodHandle GETPEERNAME = naming("getpeername");
    private static final MethodHandle ACCEPT4 =
            CLibrary.brief(
                    "accept4",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            CLibrary.brief(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
            CLibrary.brief(
                    "getsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    // Source: bits/socket.h, asm-generic/socket.h, linux/tcp.h, netinet/in.h.
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM_NONBLOCK_CLOEXEC = 1 | 04000 | 02000000;
    private static final int NONBLOCK_CLOEXEC = 04000 | 02000000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_KEEPALIVE = 9;
    private static final int SO_OOBINLINE = 10;
    private static final int SO_LINGER = 13;
    private static final int SO_REUSEPORT = 15;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;
    private static final int TCP_INFO = 11;
    private static final int TCP_USER_TIMEOUT = 18;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_FREEBIND = 78;
    private static final int IPPROTO_IP = 0;
    private static final int IP_FREEBIND = 15;

    private final MemorySegment captured;
    private final SocketName name;
    private final MemorySegment option;
    private final MemorySegment linger;
    private final MemorySegment length;
    private final TcpInfo info;

    Sockets(Arena arena, MemorySegment captured) {
        this.captured = captured;
        this.name = new SocketName(arena);
        this.option = arena.allocate(JAVA_INT);
        this.linger = arena.allocateFrom(JAVA_INT, 1, 0); // on, 0 seconds
        this.length = arena.allocate(JAVA_INT);
        this.info = new TcpInfo(arena);
    }

    private static MethodHandle ints(String name, int count) {
        var arguments = new MemoryLayout[count];
        Arrays.fill(arguments, JAVA_INT);
        return CLibrary.brief(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MethodHandle named(String name) {
        return CLibrary.brief(name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    }

    private static MethodHandle naming(String name) {
        return CLibrary.brief(name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    }

    /** A socket for {@code address}'s family. */
    int open(InetSocketAddress address) {
        var family = address.getAddress() instanceof Inet6Address ? AF_INET6 : AF_INET;
        try {
            return answer(
                    (int) SOCKET.invokeExact(captured, family, SOCK_STREAM_NONBLOCK_CLOEXEC, 0));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    int bind(int descriptor, InetSocketAddress address) {
        try {
            return answer(
                    (int)
                            BIND.invokeExact(
                                    captured, descriptor, name.segment(), name.write(address)));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    int listen(int descriptor, int backlog) {
        try {
            return answer((int) LISTEN.invokeExact(captured, descriptor, backlog));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** {@link Errno#EINPROGRESS}, negated, when it is under way. */
    int connect(int descriptor, InetSocketAddress address) {
        try {
            return answer(
                    (int)
                            CONNECT.invokeExact(
                                    captured, descriptor, name.segment(), name.write(address)));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** The next connection; {@link #acceptedFrom} tells its client. */
    int accept(int descriptor) {
        length.set(JAVA_INT, 0, SocketName.SIZE);
        try {
            return answer(
                    (int)
                            ACCEPT4.invokeExact(
                                    captured,
                                    descriptor,
                                    name.segment(),
                                    length,
                                    NONBLOCK_CLOEXEC));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    InetSocketAddress acceptedFrom() {
        return name.read();
    }

    /** Null when the connection is gone. */
    @Nullable InetSocketAddress localAddress(int descriptor) {
        return address(GETSOCKNAME, descriptor);
    }

    /** Null when the connection is gone. */
    @Nullable InetSocketAddress remoteAddress(int descriptor) {
        return address(GETPEERNAME, descriptor);
    }

    private @Nullable InetSocketAddress address(MethodHandle call, int descriptor) {
        length.set(JAVA_INT, 0, SocketName.SIZE);
        try {
            var answer = (int) call.invokeExact(captured, descriptor, name.segment(), length);
            return answer == 0 ? name.read() : null;
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** Why a connection failed; 0 if it did not. */
    int error(int descriptor) {
        return get(descriptor, SOL_SOCKET, SO_ERROR, option) == 0 ? option.get(JAVA_INT, 0) : 0;
    }

    /** Null when the kernel does not say. */
    @Nullable TcpMeasurement measure(int descriptor) {
        return get(descriptor, IPPROTO_TCP, TCP_INFO, info.segment()) == 0
                ? info.read(length.get(JAVA_INT, 0))
                : null;
    }

    void noDelay(int descriptor) {
        set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    }

    /** Keepalive and user timeout. */
    void patience(int descriptor, TcpSettings settings) {
        set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
        var keepalive = settings.keepalive();
        set(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, (int) keepalive.idle().toSeconds());
        set(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, (int) keepalive.interval().toSeconds());
        set(descriptor, IPPROTO_TCP, TCP_KEEPCNT, keepalive.probes());
        set(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, (int) settings.userTimeout().toMillis());
    }

    /** Urgent bytes become ordinary ones (source: RFC 6093, section 6). */
    void urgentInline(int descriptor) {
        set(descriptor, SOL_SOCKET, SO_OOBINLINE, 1);
    }

    void reuseAddress(int descriptor) {
        set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1);
    }

    /** An address that is not this host's may be bound. */
    void freeBind(int descriptor, InetSocketAddress address) {
        if (address.getAddress() instanceof Inet6Address) {
            set(descriptor, IPPROTO_IPV6, IPV6_FREEBIND, 1);
        } else {
            set(descriptor, IPPROTO_IP, IP_FREEBIND, 1);
        }
    }

    void reusePort(int descriptor) {
        set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1);
    }

    void ipv6Only(int descriptor) {
        set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    }

    /** Closing will drop what is queued and send a RST (source: RFC 9293, 3.10.4; SO_LINGER 0). */
    void resetOnClose(int descriptor) {
        set(descriptor, SOL_SOCKET, SO_LINGER, linger);
    }

    private void set(int descriptor, int level, int name, int value) {
        option.set(JAVA_INT, 0, value);
        set(descriptor, level, name, option);
    }

    private void set(int descriptor, int level, int name, MemorySegment value) {
        try {
            var _ =
                    (int)
                            SETSOCKOPT.invokeExact(
                                    captured,
                                    descriptor,
                                    level,
                                    name,
                                    value,
                                    (int) value.byteSize());
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    private int get(int descriptor, int level, int name, MemorySegment value) {
        length.set(JAVA_INT, 0, (int) value.byteSize());
        try {
            return (int) GETSOCKOPT.invokeExact(captured, descriptor, level, name, value, length);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    private int answer(int answer) {
        return answer >= 0 ? answer : -CLibrary.errno(captured);
    }
}
