package io.sixlane.relay.tcp.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer wheel: fires entries at the times that they ask for, at most {@value #SLOTS} ticks ahead.
 * Activity costs nothing: an entry that was active meanwhile asks for a later time when it fires.
 * Confined to one event loop.
 */
final class Wheel {
    private static final Logger log = LoggerFactory.getLogger(Wheel.class);
    private static final int SLOTS = 1024;
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final @Nullable Entry[] slots = new Entry[SLOTS];
    private final ScheduledExecutorService loop;
    private long tick = System.nanoTime() / TICK_NANOS;
    private int size;
    private boolean advancing;

    /** An entry, in one wheel at most. */
    abstract static class Entry {
        private @Nullable Entry before;
        private @Nullable Entry after;
        private int slot = -1;

        /**
         * @return nanoseconds until the next look, or negative when the entry is over
         */
        abstract long look(long nowNanos);

        /** {@link #look} threw; the entry is over. */
        abstract void broken(Throwable cause);
    }

    Wheel(ScheduledExecutorService loop) {
        this.loop = loop;
    }

    void add(Entry entry, long waitNanos, long nowNanos) {
        if (!advancing) {
            advancing = true;
            tick = nowNanos / TICK_NANOS;
            scheduleAdvance();
        }
        size++;
        link(entry, waitNanos);
    }

    /** Does nothing when the entry is absent. */
    void remove(Entry entry) {
        if (entry.slot >= 0) {
            size--;
            unlink(entry);
        }
    }

    List<Entry> entries() {
        var entries = new ArrayList<Entry>(size);
        for (var slot : slots) {
            for (var entry = slot; entry != null; entry = entry.after) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private void scheduleAdvance() {
        var _ = loop.schedule(this::advance, TICK_NANOS, TimeUnit.NANOSECONDS);
    }

    private void advance() {
        try {
            var now = System.nanoTime();
            for (var last = now / TICK_NANOS; tick < last; ) {
                tick++;
                var slot = (int) Math.floorMod(tick, (long) SLOTS);
                for (var entry = slots[slot]; entry != null; entry = slots[slot]) {
                    unlink(entry);
                    size--;
                    look(entry, now);
                }
            }
        } finally {
            advancing = size > 0;
            if (advancing) {
                scheduleAdvance();
            }
        }
    }

    private void look(Entry entry, long now) {
        try {
            var wait = entry.look(now);
            if (wait >= 0) {
                size++;
                link(entry, wait);
            }
        } catch (Throwable e) { // an Error too must not end the timeouts of all others
            broken(entry, e);
        }
    }

    private void broken(Entry entry, Throwable cause) {
        try {
            entry.broken(cause);
        } catch (Throwable e) {
            log.error("timer entry given up", e);
        }
    }

    private void link(Entry entry, long waitNanos) {
        var ticks = Math.clamp(waitNanos / TICK_NANOS + 1, 1L, SLOTS - 1L);
        var slot = (int) Math.floorMod(tick + ticks, (long) SLOTS);
        entry.slot = slot;
        entry.after = slots[slot];
        if (entry.after != null) {
            entry.after.before = entry;
        }
        slots[slot] = entry;
    }

    private void unlink(Entry entry) {
        if (entry.before == null) {
            slots[entry.slot] = entry.after;
        } else {
            entry.before.after = entry.after;
        }
        if (entry.after != null) {
            entry.after.before = entry.before;
        }
        entry.before = null;
        entry.after = null;
        entry.slot = -1;
    }
}
