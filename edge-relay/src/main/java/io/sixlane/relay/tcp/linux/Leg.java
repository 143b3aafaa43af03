package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.EpollCalls;

/** One socket of a connection, and what is known of its readiness since the last EAGAIN. */
final class Leg implements Polled {
    private final NativeConnection connection;
    private final int descriptor;
    private int slot = -1;

    /** Reading may give bytes, a FIN or an error. */
    boolean readable;

    boolean writable;

    /** A FIN or worse came: a short read does not mean that there is no more to read. */
    boolean ended;

    /** An error is pending, such as a reset. */
    boolean failed;

    /**
     * Urgent bytes came: splice(2) would stop before them for ever, and a read is cut short there.
     */
    boolean urgent;

    Leg(NativeConnection connection, int descriptor) {
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
