package io.sixlane.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Ends everything that was started, last first.
 *
 * <p>Safe when the end comes in the middle of the start: what arrives late is ended at once.
 */
final class Teardown implements AutoCloseable {

    private final Narrator narrator;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    Teardown(Narrator narrator) {
        this.narrator = narrator;
    }

    <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!closed) {
                started.push(part);
                return part;
            }
        }
        end(part);
        throw new StackException("Stopped while starting.");
    }

    /** Ends all; a second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (var part = poll(); part != null; part = poll()) {
            end(part);
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized @Nullable AutoCloseable poll() {
        return started.poll();
    }

    private void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            narrator.print("  while ending: " + e);
        }
    }
}
