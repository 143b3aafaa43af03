package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sixlane.relay.forward.NoPortException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetAddress;
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
    private static final InetAddress ANY_IPV6 = InetAddress.ofLiteral("::");
    private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");

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
     *
     * @param alone fails when any other socket has the port, as TCP does; sockets that are bound
     *     beside it afterwards are those of this user alone
     */
    public int bound(InetSocketAddress address, boolean alone) throws IOException {
        var socket = Errno.checked(sockets.openDatagram(address));
        try {
            if (!alone) {
                Errno.checked(options.reusePort(socket));
            }
            if (address.getAddress() instanceof Inet6Address) {
                Errno.checked(options.ipv6Only(socket));
            }
            Errno.checked(options.receiveDestination(socket, address));
            Errno.checked(options.freeBind(socket, address));
            joinSegments(socket);
            Errno.checked(sockets.bind(socket, address));
            if (alone) {
                Errno.checked(options.reusePort(socket));
            }
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    /**
     * A socket that sends to and receives from {@code address} alone. Others may share its port
     * once it has one.
     *
     * @param port of the socket; 0 for one that no other socket has, else one that may be shared
     * @throws NoPortException when there is no such port
     */
    public int connected(InetSocketAddress address, int port) throws IOException {
        var socket = Errno.checked(sockets.openDatagram(address));
        try {
            if (port != 0) {
                Errno.checked(options.reuseAddress(socket));
                portOf(sockets.bind(socket, new InetSocketAddress(anyOf(address), port)));
            }
            portOf(sockets.connect(socket, address));
            if (port == 0) {
                Errno.checked(options.reuseAddress(socket));
            }
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    private static void portOf(int result) throws IOException {
        if (result == -Errno.EAGAIN || result == -Errno.EADDRINUSE) {
            throw new NoPortException();
        }
        Errno.checked(result);
    }

    private static InetAddress anyOf(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? ANY_IPV6 : ANY_IPV4;
    }

    /** Lets a received message be several datagrams (GRO), if this kernel can join them. */
    public void joinSegments(int socket) {
        options.joinSegments(socket);
    }

    /** Requests a buffer of that many bytes; the system may grant less. */
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
