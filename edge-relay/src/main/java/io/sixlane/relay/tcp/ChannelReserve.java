package io.sixlane.relay.tcp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Descriptors kept back, so that with none left a connection can still be accepted and reset: its
 * client knows at once. Safe for any thread.
 */
final class ChannelReserve {
    private static final Logger log = LoggerFactory.getLogger(ChannelReserve.class);

    /** More than one: several connections are on their way to be reset, and some may be lost. */
    private static final int KEPT = 4;

    private static final long COMPLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final AtomicLong COMPLAINED_NANOS =
            new AtomicLong(System.nanoTime() - COMPLAIN_NANOS);

    private final Deque<SocketChannel> kept = new ArrayDeque<>();
    private volatile boolean isShort;

    ChannelReserve() {
        refill();
    }

    /**
     * Logs the shortage.
     *
     * @return whether there is one descriptor more now
     */
    synchronized boolean giveUpOne() {
        complain("descriptors exhausted, new connections are refused");
        refill();
        isShort = true;
        var spare = kept.pollLast();
        if (spare != null) {
            close(spare);
        }
        return spare != null;
    }

    /** Logs the shortage, at most every 5 s. */
    static void complain(String problem) {
        var now = System.nanoTime();
        var last = COMPLAINED_NANOS.get();
        if (now - last >= COMPLAIN_NANOS && COMPLAINED_NANOS.compareAndSet(last, now)) {
            log.warn(problem);
        }
    }

    /** Whether what is accepted now has the descriptor of one. */
    boolean isShort() {
        return isShort;
    }

    /** Reopens the missing reserve descriptors, as far as the process can. */
    synchronized void refill() {
        try {
            while (kept.size() < KEPT) {
                kept.addLast(SocketChannel.open());
            }
            isShort = false;
        } catch (IOException _) {
            // until some are closed, what is accepted is refused
        }
    }

    synchronized void close() {
        kept.forEach(ChannelReserve::close);
        kept.clear();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // it is gone in any case
        }
    }
}
