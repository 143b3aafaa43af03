package io.sixlane.relay.tcp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A descriptor kept back, so that with none left a connection can still be accepted and reset: its
 * client knows at once. Any thread.
 */
final class SpareDescriptor {
    private static final Logger log = LoggerFactory.getLogger(SpareDescriptor.class);
    private static final long COMPLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final AtomicLong COMPLAINED_NANOS =
            new AtomicLong(System.nanoTime() - COMPLAIN_NANOS);

    private final AtomicReference<@Nullable SocketChannel> spare = new AtomicReference<>();

    SpareDescriptor() {
        takeBack();
    }

    /**
     * Says so.
     *
     * @return whether there is one descriptor more now
     */
    boolean giveUp() {
        complain("descriptors exhausted, new connections are refused");
        return close();
    }

    /** At most every 5 s. */
    static void complain(String problem) {
        var now = System.nanoTime();
        var last = COMPLAINED_NANOS.get();
        if (now - last >= COMPLAIN_NANOS && COMPLAINED_NANOS.compareAndSet(last, now)) {
            log.warn(problem);
        }
    }

    /** Whether what is accepted now was accepted with it. */
    boolean isGivenUp() {
        return spare.get() == null;
    }

    void takeBack() {
        try {
            var opened = SocketChannel.open();
            if (!spare.compareAndSet(null, opened)) {
                opened.close();
            }
        } catch (IOException _) {
            // another thread was quicker: the next connection is refused as well
        }
    }

    boolean close() {
        var channel = spare.getAndSet(null);
        if (channel == null) {
            return false;
        }
        try {
            channel.close();
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
