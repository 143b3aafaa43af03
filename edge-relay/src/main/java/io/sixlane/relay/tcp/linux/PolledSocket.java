package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.linux.EpollCalls;
import io.sixlane.relay.linux.Errno;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A socket of its own, to a client or to an endpoint. It resets when it is closed in any other way
 * than {@link #close}: a FIN from a process that was killed would make what came before look whole.
 */
final class PolledSocket extends Leg implements Polled {
    private static final int END = EpollCalls.RDHUP | EpollCalls.ERR | EpollCalls.HUP;

    private RelayLoop loop;
    private final int descriptor;

    /** TCP_NODELAY is not set: the first send does not need it (RFC 896). */
    private boolean mayDelay;

    private boolean sent;
    private int slot = -1;
    private long received;

    /** Nothing comes and nothing can be sent: after a FIN in each direction, or a reset. */
    private boolean hungUp;

    private PolledSocket(RelayLoop loop, int descriptor, boolean mayDelay) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.mayDelay = mayDelay;
    }

    /** The options of the listening socket are its own. */
    static PolledSocket accepted(RelayLoop loop, int descriptor) {
        return new PolledSocket(loop, descriptor, false);
    }

    static PolledSocket connecting(RelayLoop loop, int descriptor) {
        loop.clientOptions().connecting(descriptor);
        return new PolledSocket(loop, descriptor, true);
    }

    int descriptor() {
        return descriptor;
    }

    /** Null where the kernel does not answer. */
    @Nullable InetSocketAddress localAddress() {
        return loop.sockets().localAddress(descriptor);
    }

    /** No event comes until {@link #poll} on the next loop. */
    void moveTo(RelayLoop next) {
        loop.poller().remove(slot, descriptor);
        slot = -1;
        loop = next;
    }

    @Override
    int poll() {
        slot = loop.poller().add(descriptor, this);
        return Math.min(slot, 0);
    }

    @Override
    public void ready(int events) {
        if ((events & ~EpollCalls.OUT) != 0) {
            readable = true;
        }
        if ((events & (EpollCalls.OUT | EpollCalls.ERR | EpollCalls.HUP)) != 0) {
            writable = true;
        }
        if ((events & END) != 0) {
            ended = true;
        }
        hungUp |= (events & EpollCalls.HUP) != 0;
        sawFin |= (events & END) == EpollCalls.RDHUP;
        if ((events & EpollCalls.ERR) != 0) {
            failed = true;
        }
        if ((events & EpollCalls.PRI) != 0 && !urgent) {
            urgent = true;
            loop.options().urgentInline(descriptor);
        }
        var connection = connection();
        if (connection != null) {
            connection.ready(this);
        }
    }

    @Override
    public void broken(Throwable cause) {
        var connection = connection();
        if (connection != null) {
            connection.broken(cause);
        }
    }

    @Override
    boolean splices() {
        return true;
    }

    /**
     * The kernel reports a reset once, and drops it when splice(2) has sent a part before it meets
     * it; the end of the stream then looks like a FIN.
     */
    @Override
    int receive(RelayLoop loop, MemorySegment into, int most) {
        var read = loop.stream().receive(descriptor, into, most);
        received += Math.max(read, 0);
        if (read == 0 && (failed || hungUp) && !loop.options().isFinished(descriptor, received)) {
            return -Errno.ECONNRESET;
        }
        return read;
    }

    @Override
    int spliceInto(RelayLoop loop, int pipe, int most) {
        var read = loop.stream().splice(descriptor, pipe, most);
        received += Math.max(read, 0);
        return read;
    }

    @Override
    int send(RelayLoop loop, MemorySegment from, int length) {
        sendAtOnce();
        return loop.stream().send(descriptor, from, length);
    }

    @Override
    int spliceFrom(RelayLoop loop, int pipe, int length) {
        sendAtOnce();
        return loop.stream().splice(pipe, descriptor, length);
    }

    /** Before the second send: it would wait until the first is acknowledged. */
    private void sendAtOnce() {
        if (mayDelay && sent) {
            mayDelay = false;
            loop.options().noDelay(descriptor);
        }
        sent = true;
    }

    @Override
    void finish(RelayLoop loop) {
        loop.stream().finish(descriptor);
    }

    @Override
    void patience(RelayLoop loop) {
        loop.clientOptions().patience(descriptor);
    }

    @Override
    SendQueue sendQueue(RelayLoop loop) {
        return loop.options().sendQueue(descriptor);
    }

    @Override
    boolean isDrained(RelayLoop loop) {
        return sendQueue(loop).waiting() == 0;
    }

    @Override
    @Nullable TcpMeasurement measure(RelayLoop loop) {
        return loop.options().measure(descriptor);
    }

    @Override
    void close(RelayLoop loop, boolean byReset) {
        if (byReset) {
            loop.options().resetOnClose(descriptor); // an older listening socket may not have it
        } else {
            loop.options().finishOnClose(descriptor);
        }
        loop.stream().close(descriptor);
        if (slot >= 0) {
            loop.poller().forget(slot);
            slot = -1;
        }
    }
}
