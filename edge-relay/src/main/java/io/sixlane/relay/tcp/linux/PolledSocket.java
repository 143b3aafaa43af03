package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.linux.EpollCalls;

/** One socket of a connection, and what is known of its readiness since the last EAGAIN. */
final class PolledSocket implements Polled {
    private final NativeConnection connection;
    private final int descriptor;
    private int slot = -1;

    /** Reading may give bytes, a FIN or an error. */
    boolean readable;

    boolean writable;

    /** A FIN or worse came: a short read does not mean that there is no more to read. */
    boolean ended;

    /** Nothing can be sent any more: the peer reset it, or does not answer. */
    boolean failed;

    /** It failed before the peer's FIN: the end of its stream is no FIN. */
    boolean reset;

    /**
     * Urgent bytes came: splice(2) would stop before them for ever, and a read is cut short there.
     */
    boolean urgent;

    PolledSocket(NativeConnection connection, int descriptor) {
        this.connection = connection;
        this.descriptor = descriptor;
    }

    int descriptor() {
        return descriptor;
    }

    /** 0, or errno negated. */
    int poll(RelayLoop loop) {
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
        if ((events & (EpollCalls.RDHUP | EpollCalls.ERR | EpollCalls.HUP)) != 0) {
            ended = true;
        }
        if ((events & EpollCalls.ERR) != 0) {
            failed = true;
        }
        if ((events & EpollCalls.PRI) != 0 && !urgent) {
            urgent = true;
            connection.loop().options().urgentInline(descriptor);
        }
        connection.ready(this);
    }

    @Override
    public void broken(Throwable cause) {
        connection.broken(cause);
    }

    /** Nothing can be sent to it; what it sent before may still be read. */
    void fail() {
        failed = true;
        readable = true;
        ended = true;
    }

    SendQueue sendQueue(RelayLoop loop) {
        return loop.options().sendQueue(descriptor);
    }

    void close(RelayLoop loop, boolean byReset) {
        if (byReset) {
            loop.options().resetOnClose(descriptor);
        }
        loop.stream().close(descriptor);
        if (slot >= 0) {
            loop.poller().forget(slot);
            slot = -1;
        }
    }
}
