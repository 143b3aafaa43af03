package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.Errno;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts from one listening socket on one event loop. */
final class Acceptor implements Polled {
    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

    /** Accepted before others of the loop come first. */
    private static final int MOST_AT_ONCE = 64;

    /** Events that brought as many as were accepted at once, before more are. */
    private static final int EVENTS_BEFORE_MORE = 8;

    private static final long RETRY_MILLIS = 100;

    private final int number;
    private final int descriptor;
    private final Function<RelayLoop, Receiver> receivers;

    /** Other threads read it; it changes on itself alone. */
    private volatile RelayLoop loop;

    private Receiver receiver;

    private int slot = -1;

    /**
     * As many as lately came together, so that no call is spent to learn that there are no more.
     */
    private int atOnce = 1;

    private int events;
    private boolean closed;

    /** Takes accepted connections. */
    interface Receiver {
        /** {@link io.sixlane.relay.linux.SocketCalls#acceptedFrom} is the other side. */
        void accepted(int descriptor);
    }

    /**
     * @param number of this socket among those of its address
     */
    Acceptor(RelayLoop loop, int number, int descriptor, Function<RelayLoop, Receiver> receivers) {
        this.loop = loop;
        this.number = number;
        this.descriptor = descriptor;
        this.receivers = receivers;
        this.receiver = receivers.apply(loop);
    }

    int number() {
        return number;
    }

    RelayLoop loop() {
        return loop;
    }

    int descriptor() {
        return descriptor;
    }

    /** 0, or errno negated. */
    int start() {
        slot = loop.poller().addListening(descriptor, this);
        return Math.min(slot, 0);
    }

    @Override
    public void ready(int ignored) {
        for (var round = 0; round < atOnce; round++) {
            if (closed) {
                return;
            }
            var accepted = loop.sockets().accept(descriptor);
            if (accepted >= 0 && loop.isExhausted()) {
                loop.refuse(accepted);
                loop.keepReserve();
            } else if (accepted >= 0) {
                receiver.accepted(accepted);
            } else if (accepted == -Errno.EAGAIN) {
                atOnce = Math.max(round, 1);
                events = 0;
                return;
            } else if (!isOfOneConnection(-accepted) && !isRefused(-accepted)) {
                retryLater(); // the event would come again at once
                return;
            }
        }
        if (++events >= EVENTS_BEFORE_MORE) {
            events = 0;
            atOnce = Math.min(2 * atOnce, MOST_AT_ONCE);
        }
    }

    /** The event comes again for those that still wait. */
    @Override
    public void broken(Throwable cause) {
        log.error("connection not admitted", cause);
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

    /** Accepts on another event loop from here on. Any thread. */
    void moveTo(RelayLoop next) {
        onLoop(
                () -> {
                    // Without a slot it waits to be started again, and moves the next time.
                    if (next != loop && slot >= 0 && !closed) {
                        loop.poller().remove(slot, descriptor);
                        slot = -1;
                        loop = next;
                        next.execute(this::arrive);
                    }
                });
    }

    private void arrive() {
        receiver = receivers.apply(loop);
        if (!closed && start() < 0) {
            retryLater();
        }
    }

    /** Runs where the socket is polled then. Any thread. */
    private void onLoop(Runnable task) {
        var at = loop;
        at.execute(
                () -> {
                    if (loop == at) {
                        task.run();
                    } else {
                        onLoop(task);
                    }
                });
    }

    private void retryLater() {
        if (slot >= 0) {
            loop.poller().remove(slot, descriptor);
            slot = -1;
        }
        var _ =
                loop.executor()
                        .schedule(
                                () -> {
                                    if (!closed && start() < 0) {
                                        retryLater();
                                    }
                                },
                                RETRY_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    /** Returns when it is closed. Any thread. */
    void close() {
        var done = new CountDownLatch(1);
        if (loop.executor().isShuttingDown()) {
            return;
        }
        onLoop(
                () -> {
                    try {
                        closeHere();
                    } finally {
                        done.countDown();
                    }
                });
        awaitUninterruptibly(done);
    }

    private void awaitUninterruptibly(CountDownLatch done) {
        var interrupted = false;
        try {
            while (!loop.executor().isTerminated()) {
                try {
                    if (done.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeHere() {
        if (!closed) {
            closed = true;
            if (slot >= 0) {
                loop.poller().remove(slot, descriptor);
            }
            loop.stream().close(descriptor);
        }
    }
}
