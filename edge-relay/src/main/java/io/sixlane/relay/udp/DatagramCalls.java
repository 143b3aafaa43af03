package io.sixlane.relay.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;

/**
 * Linux's calls for datagram sockets (numbers from asm-generic/socket.h, linux/in.h, linux/in6.h
 * and linux/udp.h). Confined to one thread: the error number has one place.
 */
final class DatagramCalls {
    static final int EAGAIN = 11;
    static final int EIO = 5;
    static final int EINVAL = 22;
    static final int EMSGSIZE = 90;
    static final int ECONNREFUSED = 111;

    static final int SOL_IP = 0;
    static final int SOL_IPV6 = 41;
    static final int SOL_UDP = 17;
    static final int IP_PKTINFO = 8;
    static final int IPV6_PKTINFO = 50;
    static final int UDP_SEGMENT = 103;
    static final int UDP_GRO = 104;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_REUSEPORT = 15;
    private static final int IP_FREEBIND = 15;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_FREEBIND = 78;
    private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    private static final int MSG_DONTWAIT = 0x40;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle RECVMMSG =
            find(
                    "recvmmsg",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SENDMMSG =
            find(
                    "sendmmsg",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle SOCKET =
            find("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            find("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CONNECT =
            find("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            find("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle GETPEERNAME =
            find("getpeername", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SETSOCKOPT =
            find(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE =
            find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final MemorySegment errno;
    private final MemorySegment name;
    private final MemorySegment value;

    DatagramCalls(Arena arena) {
        errno = arena.allocate(Linker.Option.captureStateLayout());
        name = arena.allocate(SocketName.CAPACITY, 8);
        value = arena.allocate(8, 8);
    }

    /**
     * Bound, with the destination of each datagram told, segments joined, and answers allowed from
     * any address that is routed here.
     */
    int bound(InetSocketAddress address) throws IOException {
        var ipv6 = SocketName.isIpv6(address.getAddress());
        var socket = open(ipv6);
        try {
            must(set(socket, SOL_SOCKET, SO_REUSEPORT, 1));
            if (ipv6) {
                must(set(socket, SOL_IPV6, IPV6_V6ONLY, 1));
                must(set(socket, SOL_IPV6, IPV6_RECVPKTINFO, 1));
                must(set(socket, SOL_IPV6, IPV6_FREEBIND, 1));
            } else {
                must(set(socket, SOL_IP, IP_PKTINFO, 1));
                must(set(socket, SOL_IP, IP_FREEBIND, 1));
            }
            joinSegments(socket);
            must((int) BIND.invokeExact(errno, socket, name, SocketName.write(name, 0, address)));
            return socket;
        } catch (Throwable e) {
            close(socket);
            throw asIoException(e);
        }
    }

    /** Sends to and hears from {@code address} alone. */
    int connected(InetSocketAddress address) throws IOException {
        var socket = open(SocketName.isIpv6(address.getAddress()));
        try {
            must(
                    (int)
                            CONNECT.invokeExact(
                                    errno, socket, name, SocketName.write(name, 0, address)));
            return socket;
        } catch (Throwable e) {
            close(socket);
            throw asIoException(e);
        }
    }

    /** From now on a received message may be several datagrams (GRO), if this kernel can do it. */
    void joinSegments(int socket) {
        var _ = set(socket, SOL_UDP, UDP_GRO, 1);
    }

    /** Bytes asked for; the system gives what it allows. */
    void receiveBuffer(int socket, int bytes) {
        var _ = set(socket, SOL_SOCKET, SO_RCVBUF, bytes);
    }

    InetSocketAddress localAddress(int socket) throws IOException {
        return address(GETSOCKNAME, socket);
    }

    InetSocketAddress remoteAddress(int socket) throws IOException {
        return address(GETPEERNAME, socket);
    }

    private InetSocketAddress address(MethodHandle call, int socket) throws IOException {
        try {
            value.set(JAVA_INT, 0, SocketName.CAPACITY);
            must((int) call.invokeExact(errno, socket, name, value));
            return SocketName.read(name, 0);
        } catch (Throwable e) {
            throw asIoException(e);
        }
    }

    /** How many messages were received, or the negated error number. */
    int receive(int socket, MemorySegment messages, int count) {
        try {
            return result(
                    (int)
                            RECVMMSG.invokeExact(
                                    errno,
                                    socket,
                                    messages,
                                    count,
                                    MSG_DONTWAIT,
                                    MemorySegment.NULL));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * How many messages were sent, or the negated error number.
     *
     * @param messages address of the first
     */
    int send(int socket, MemorySegment messages, int count) {
        try {
            return result((int) SENDMMSG.invokeExact(errno, socket, messages, count, MSG_DONTWAIT));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    void close(int socket) {
        try {
            var _ = (int) CLOSE.invokeExact(errno, socket);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private int open(boolean ipv6) throws IOException {
        try {
            return must(
                    (int) SOCKET.invokeExact(errno, ipv6 ? 10 : 2, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0));
        } catch (Throwable e) {
            throw asIoException(e);
        }
    }

    private int set(int socket, int level, int option, int to) {
        try {
            value.set(JAVA_INT, 0, to);
            return result((int) SETSOCKOPT.invokeExact(errno, socket, level, option, value, 4));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private int result(int returned) {
        return returned >= 0 ? returned : -(int) ERRNO_VALUE.get(errno, 0L);
    }

    private int must(int returned) throws IOException {
        var result = returned >= 0 ? returned : result(returned);
        if (result < 0) {
            throw new IOException(
                    switch (-result) {
                        case 11 -> "No port is left";
                        case 13 -> "Permission denied";
                        case 24 -> "Too many open files";
                        case 98 -> "Address already in use";
                        case 99 -> "Cannot assign requested address";
                        case 101, 113 -> "Network or host is unreachable";
                        default -> "errno " + -result;
                    });
        }
        return result;
    }

    private static IOException asIoException(Throwable e) {
        if (e instanceof IOException io) {
            return io;
        }
        throw new AssertionError(e);
    }

    /** All return at once, so the thread does not leave Java for them. */
    @SuppressWarnings("restricted")
    private static MethodHandle find(String function, FunctionDescriptor type) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(function),
                type,
                ERRNO,
                Linker.Option.critical(false));
    }
}
