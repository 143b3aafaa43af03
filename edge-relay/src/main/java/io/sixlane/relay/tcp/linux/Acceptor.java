package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.Errno;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts from one listening socket on one event loop. */
final class Acceptor implements Polled {
    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

    /** Accepted before others of the loop come first. */
    private static final int ROUNDS = 64;

    private static final long RETRY_MILLIS = 100;

    private final RelayLoop loop;
    private final int descriptor;
    private final Receiver receiver;

    private int slot = -1;
    private boolean retrying;
    private boolean closed;

    /** Takes accepted connections. */
    interface Receiver {
        /** {@link io.sixlane.relay.linux.SocketCalls#acceptedFrom} is the other side. */
        void accepted(int descriptor);
    }

    Acceptor(RelayLoop loop, int descriptor, Receiver receiver) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.receiver = receiver;
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
        if (!retrying) {
            accept();
        }
    }

    @Override
    public void broken(Throwable cause) {
        log.error("connection not admitted", cause);
        loop.executor().execute(this::acceptSafely);
    }

    private void acceptSafely() {
        try {
            accept();
        } catch (Throwable e) { // an Error too must not end the accepting of others
            broken(e);
        }
    }

    private void accept() {
        for (var round = 0; round < ROUNDS && !closed; round++) {
            var accepted = loop.sockets().accept(descriptor);
            if (accepted >= 0 && loop.isExhausted()) {
                loop.refuse(accepted);
                loop.keepReserve();
            } else if (accepted >= 0) {
                receiver.accepted(accepted);
            } else if (accepted == -Errno.EAGAIN) {
                return;
            } else if (!isOfOneConnection(-accepted) && !isRefused(-accepted)) {
                retryLater(); // no event will come when the condition ends
                return;
            }
        }
        if (!closed) {
            loop.executor().execute(this::acceptSafely);
        }
    }

    /** Source: accept(2), errors that belong to the connection at the head of the queue. */
    private static boolean isOfOneConnection(int errno) {
        return switch (errno) {
            case Errno.ECONNABORTED, Errno.EINTR, Errno.EPROTO -> true;
            default -> false;
        };
    }

    /** Without descriptors, refuses the connection at the head of the queue with a spare one. */
    private boolean isRefused(int errno) {
        if (errno == Errno.EMFILE || errno == Errno.ENFILE) {
            return loop.refuseOne(descriptor);
        }
        loop.complain("cannot accept: " + Errno.words(errno));
        return false;
    }

    private void retryLater() {
        retrying = true;
        var _ =
                loop.executor()
                        .schedule(
                                () -> {
                                    retrying = false;
                                    acceptSafely();
                                },
                                RETRY_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    void close() {
        if (!closed) {
            closed = true;
            if (slot >= 0) {
                loop.poller().remove(slot, descriptor);
            }
            loop.stream().close(descriptor);
        }
    }
}
