package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.forward.TcpMeasurement;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Sets and reads options of sockets (numbers from asm-generic/socket.h, linux/in.h, linux/in6.h,
 * linux/tcp.h and linux/udp.h). Results are 0, or errno negated. Confined to one thread.
 */
public final class SocketOptions {
    static final int SOL_IP = 0;
    static final int SOL_IPV6 = 41;
    static final int SOL_UDP = 17;
    static final int IP_PKTINFO = 8;
    static final int IPV6_PKTINFO = 50;
    static final int UDP_SEGMENT = 103;
    static final int UDP_GRO = 104;

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

    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_RCVBUF = 8;
    private static final int SO_KEEPALIVE = 9;
    private static final int SO_OOBINLINE = 10;
    private static final int SO_LINGER = 13;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_MAX_PACING_RATE = 47;
    private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
    private static final int SOL_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;
    private static final int TCP_INFO = 11;
    private static final int TCP_CONGESTION = 13;
    private static final int TCP_USER_TIMEOUT = 18;
    private static final int TCP_NOTSENT_LOWAT = 25;
    private static final int TCP_RTO_MIN_US = 45;
    private static final int TCP_DELACK_MAX_US = 46;
    private static final int IP_FREEBIND = 15;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_FREEBIND = 78;

    /** In every kernel, and allowed to every user. */
    private static final String OTHER_CONGESTION_CONTROL = "reno";

    private final MemorySegment captured;
    private final MemorySegment option;
    private final MemorySegment linger;
    private final MemorySegment noLinger;
    private final MemorySegment length;
    private final TcpInfo info;

    /**
     * @param captured where errno goes
     */
    public SocketOptions(Arena arena, MemorySegment captured) {
        this.captured = captured;
        this.option = arena.allocate(JAVA_INT);
        this.linger = arena.allocateFrom(JAVA_INT, 1, 0); // on, 0 seconds
        this.noLinger = arena.allocateFrom(JAVA_INT, 0, 0);
        this.length = arena.allocate(JAVA_INT);
        this.info = new TcpInfo(arena.allocate(TcpInfo.BYTES, 8));
    }

    /** Takes the pending error, such as why a connection failed; 0 if there is none. */
    public int error(int descriptor) {
        return get(descriptor, SOL_SOCKET, SO_ERROR, option) == 0 ? option.get(JAVA_INT, 0) : 0;
    }

    /** Null where the kernel does not answer. */
    public @Nullable TcpMeasurement measure(int descriptor) {
        return isInformed(descriptor) ? info.measurement() : null;
    }

    /** Empty where the kernel does not answer. */
    public SendQueue sendQueue(int descriptor) {
        return isInformed(descriptor) ? info.sendQueue() : SendQueue.EMPTY;
    }

    /** Bytes that may be on their way; 0 where the kernel does not answer. */
    public long congestionWindow(int descriptor) {
        return isInformed(descriptor) ? info.congestionWindow() : 0;
    }

    /** Maximum segment size, in bytes; 0 where the kernel does not answer. */
    public long segmentBytes(int descriptor) {
        return isInformed(descriptor) ? info.segmentBytes() : 0;
    }

    /** As in {@link TcpInfo#warmth}; 0 where the kernel does not answer. */
    public long warmth(int descriptor) {
        return isInformed(descriptor) ? info.warmth() : 0;
    }

    /** Since the peer last acknowledged anything; very long before it did. */
    public long silentNanos(int descriptor) {
        return isInformed(descriptor) ? info.silentNanos() : 0;
    }

    /**
     * Whether a FIN came after that many bytes, which are all that came; true where the kernel does
     * not answer.
     */
    public boolean isFinished(int descriptor, long received) {
        return !isInformed(descriptor) || info.received() != received;
    }

    private boolean isInformed(int descriptor) {
        info.segment().fill((byte) 0);
        return get(descriptor, SOL_TCP, TCP_INFO, info.segment()) == 0;
    }

    public void noDelay(int descriptor) {
        var _ = set(descriptor, SOL_TCP, TCP_NODELAY, 1);
    }

    /** Probes a silent peer; idle and interval in seconds. */
    public void keepalive(int descriptor, int idle, int interval, int probes) {
        var _ = set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
        var _ = set(descriptor, SOL_TCP, TCP_KEEPIDLE, idle);
        var _ = set(descriptor, SOL_TCP, TCP_KEEPINTVL, interval);
        var _ = set(descriptor, SOL_TCP, TCP_KEEPCNT, probes);
    }

    /** How long sent bytes may stay unacknowledged. */
    public void userTimeout(int descriptor, int millis) {
        var _ = set(descriptor, SOL_TCP, TCP_USER_TIMEOUT, millis);
    }

    /** Turns urgent bytes into ordinary ones (source: RFC 6093, section 6). */
    public void urgentInline(int descriptor) {
        var _ = set(descriptor, SOL_SOCKET, SO_OOBINLINE, 1);
    }

    /** Keeps the kernel's own where it does not have this one. */
    public void congestionControl(int descriptor, String name) {
        try (var arena = Arena.ofConfined()) {
            var _ = set(descriptor, SOL_TCP, TCP_CONGESTION, arena.allocateFrom(name));
        }
    }

    /** Begins to estimate the path again, with the window that it has. */
    public void restartCongestionControl(int descriptor, String name) {
        congestionControl(descriptor, OTHER_CONGESTION_CONTROL);
        congestionControl(descriptor, name);
    }

    /** Bytes that are not sent yet beyond which the socket takes no more. */
    public void notSentLowWater(int descriptor, int bytes) {
        var _ = set(descriptor, SOL_TCP, TCP_NOTSENT_LOWAT, bytes);
    }

    /**
     * Lets the kernel send no faster, so that a large window does not leave as one burst. Rates of
     * 4 GB/s and more are none.
     */
    public void pace(int descriptor, long bytesPerSecond) {
        var rate = (int) Math.min(bytesPerSecond, 0xffff_ffffL);
        var _ = set(descriptor, SOL_SOCKET, SO_MAX_PACING_RATE, rate);
    }

    public void leastRetransmissionTimeout(int descriptor, int micros) {
        var _ = set(descriptor, SOL_TCP, TCP_RTO_MIN_US, micros);
    }

    public void mostDelayedAck(int descriptor, int micros) {
        var _ = set(descriptor, SOL_TCP, TCP_DELACK_MAX_US, micros);
    }

    public int reuseAddress(int descriptor) {
        return set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1);
    }

    public int reusePort(int descriptor) {
        return set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1);
    }

    /**
     * Lets the processor that receives a SYN choose among the sockets that share an address with
     * this one, counted as they began to listen: the socket stands where the processor stands in
     * {@code cpus}. Any of them has the connections of other processors.
     */
    public int chooseByProcessor(int descriptor, int... cpus) {
        try (var arena = Arena.ofConfined()) {
            return set(
                    descriptor,
                    SOL_SOCKET,
                    SO_ATTACH_REUSEPORT_CBPF,
                    PacketProgram.placeOfProcessor(arena, cpus));
        }
    }

    /** Lets the socket bind an address that this host does not have. */
    public int freeBind(int descriptor, InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? set(descriptor, SOL_IPV6, IPV6_FREEBIND, 1)
                : set(descriptor, SOL_IP, IP_FREEBIND, 1);
    }

    public int ipv6Only(int descriptor) {
        return set(descriptor, SOL_IPV6, IPV6_V6ONLY, 1);
    }

    /** Makes each datagram come with the address it was sent to. */
    public int receiveDestination(int descriptor, InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? set(descriptor, SOL_IPV6, IPV6_RECVPKTINFO, 1)
                : set(descriptor, SOL_IP, IP_PKTINFO, 1);
    }

    /** Lets a received message be several datagrams (GRO), if this kernel can join them. */
    public void joinSegments(int descriptor) {
        var _ = set(descriptor, SOL_UDP, UDP_GRO, 1);
    }

    /** Bytes that may wait in it or be on their way to it; 0 where the kernel does not answer. */
    public int receiveBuffer(int descriptor) {
        return get(descriptor, SOL_SOCKET, SO_RCVBUF, option) == 0 ? option.get(JAVA_INT, 0) : 0;
    }

    /** Requests a buffer of that many bytes; the system may grant less. */
    public void receiveBuffer(int descriptor, int bytes) {
        var _ = set(descriptor, SOL_SOCKET, SO_RCVBUF, bytes);
    }

    /**
     * Closing will drop queued bytes and send a RST (source: RFC 9293, 3.10.4; SO_LINGER 0), and so
     * will the end of the process. Sockets that a listening one accepts have what it has.
     */
    public void resetOnClose(int descriptor) {
        var _ = set(descriptor, SOL_SOCKET, SO_LINGER, linger);
    }

    /** Closing will send what is queued, and a FIN. */
    public void finishOnClose(int descriptor) {
        var _ = set(descriptor, SOL_SOCKET, SO_LINGER, noLinger);
    }

    private int set(int descriptor, int level, int name, int value) {
        option.set(JAVA_INT, 0, value);
        return set(descriptor, level, name, option);
    }

    int set(int descriptor, int level, int name, MemorySegment value) {
        var bytes = (int) value.byteSize();
        try {
            return CLibrary.result(
                    (int) SETSOCKOPT.invokeExact(captured, descriptor, level, name, value, bytes),
                    captured);
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
}
