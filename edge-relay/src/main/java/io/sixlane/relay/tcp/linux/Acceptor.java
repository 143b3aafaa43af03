package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.linux.Errno;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts from one listening socket on one event loop. */
final class Acceptor implements Polled {
    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

    /** Before others of the loop get a turn. */
    private static final int ROUNDS = 64;

    private static final long RETRY_MILLIS = 100;

    private final RelayLoop loop;
    private final int descriptor;
    private final Admission admission;

    /** Null when it accepts for many addresses. */
    private final @Nullable InetSocketAddress address;

    private int slot = -1;
    private boolean closed;

    Acceptor(RelayLoop loop, int descriptor, InetSocketAddress bound, Admission admission) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.address = bound.getAddress().isAnyLocalAddress() ? null : bound;
        this.admission = admission;
    }

    RelayLoop loop() {
        return loop;
    }

    int descriptor() {
        return descriptor;
    }

    /** 0, or errno negated. */
    int start() {
        slot = loop.poller().add(descriptor, this);
        return Math.min(slot, 0);
    }

    @Override
    public void ready(int events) {
        accept();
    }

    @Override
    public void broken(Throwable cause) {
        log.error("connection not admitted", cause);
        loop.executor().execute(this::accept);
    }

    private void accept() {
        for (var round = 0; round < ROUNDS && !closed; round++) {
            var accepted = loop.sockets().accept(descriptor);
            if (accepted >= 0 && loop.isExhausted()) {
                refuse(accepted);
                loop.keepSpares();
            } else if (accepted >= 0) {
                admit(accepted);
            } else if (accepted == -Errno.EAGAIN) {
                return;
            } else if ((accepted == -Errno.EMFILE || accepted == -Errno.ENFILE)
                    && !loop.refuseOne(descriptor)) {
                // Others have every spare descriptor: no event will say when one is back.
                var _ = loop.executor().schedule(this::accept, RETRY_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
        }
        if (!closed) {
            loop.executor().execute(this::accept);
        }
    }

    private void admit(int accepted) {
        var client = loop.sockets().acceptedFrom();
        var local = address == null ? loop.sockets().localAddress(accepted) : address;
        Route route = null;
        try {
            route = local == null ? null : admission.admit(local, client);
        } finally {
            if (route == null) {
                refuse(accepted);
            }
        }
        if (route != null && local != null) {
            var connection = new NativeConnection(loop, accepted, route);
            try {
                connection.start(client, local);
            } catch (Throwable e) {
                connection.broken(e);
            }
        }
    }

    private void refuse(int accepted) {
        loop.options().resetOnClose(accepted);
        loop.stream().close(accepted);
    }

    void close() {
        if (!closed) {
            closed = true;
            loop.poller().remove(slot, descriptor);
            loop.stream().close(descriptor);
        }
    }
}
