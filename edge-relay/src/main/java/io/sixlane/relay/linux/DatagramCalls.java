package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Opens datagram sockets and moves many datagrams per call. Confined to one thread. */
public final class DatagramCalls {
    public static final int SOL_IP = SocketOptions.SOL_IP;
    public static final int SOL_IPV6 = SocketOptions.SOL_IPV6;
    public static final int SOL_UDP = SocketOptions.SOL_UDP;
    public static final int IP_PKTINFO = SocketOptions.IP_PKTINFO;
    public static final int IPV6_PKTINFO = SocketOptions.IPV6_PKTINFO;
    public static final int UDP_SEGMENT = SocketOptions.UDP_SEGMENT;
    public static final int UDP_GRO = SocketOptions.UDP_GRO;

    private static final int MSG_DONTWAIT = 0x40;

    private static final MethodHandle RECVMMSG =
            CLibrary.brief(
                    "recvmmsg",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SENDMMSG =
            CLibrary.brief(
                    "sendmmsg",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

    private final MemorySegment captured;
    private final SocketCalls sockets;
    private final SocketOptions options;

    public DatagramCalls(Arena arena) {
        captured = arena.allocate(CLibrary.CAPTURED);
        sockets = new SocketCalls(arena, captured);
        options = new SocketOptions(arena, captured);
    }

    /**
     * A bound socket that receives each datagram's destination, joins segments, and may answer from
     * any address that is routed here.
     */
    public int bound(InetSocketAddress address) throws IOException {
        var socket = Errno.checked(sockets.openDatagram(address));
        try {
            Errno.checked(options.reusePort(socket));
            if (address.getAddress() instanceof Inet6Address) {
                Errno.checked(options.ipv6Only(socket));
            }
            Errno.checked(options.receiveDestination(socket, address));
            Errno.checked(options.freeBind(socket, address));
            joinSegments(socket);
            Errno.checked(sockets.bind(socket, address));
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    /** A socket that sends to and receives from {@code address} alone. */
    public int connected(InetSocketAddress address) throws IOException {
        var socket = Errno.checked(sockets.openDatagram(address));
        try {
            Errno.checked(sockets.connect(socket, address));
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    /** Lets a received message be several datagrams (GRO), if this kernel can join them. */
    public void joinSegments(int socket) {
        options.joinSegments(socket);
    }

    /** Bytes asked for; the system gives what it allows. */
    public void receiveBuffer(int socket, int bytes) {
        options.receiveBuffer(socket, bytes);
    }

    public InetSocketAddress localAddress(int socket) throws IOException {
        return present(sockets.localAddress(socket), socket);
    }

    public InetSocketAddress remoteAddress(int socket) throws IOException {
        return present(sockets.remoteAddress(socket), socket);
    }

    private static InetSocketAddress present(@Nullable InetSocketAddress address, int socket)
            throws IOException {
        if (address == null) {
            throw new IOException("not a socket with an address: descriptor " + socket);
        }
        return address;
    }

    /** How many messages were received, or errno negated. */
    public int receive(int socket, MemorySegment messages, int count) {
        try {
            return CLibrary.result(
                    (int)
                            RECVMMSG.invokeExact(
                                    captured,
                                    socket,
                                    messages,
                                    count,
                                    MSG_DONTWAIT,
                                    MemorySegment.NULL),
                    captured);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /**
     * How many messages were sent, or errno negated.
     *
     * @param messages address of the first
     */
    public int send(int socket, MemorySegment messages, int count) {
        try {
            return CLibrary.result(
                    (int) SENDMMSG.invokeExact(captured, socket, messages, count, MSG_DONTWAIT),
                    captured);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    public void close(int socket) {
        CLibrary.close(socket, captured);
    }
}
