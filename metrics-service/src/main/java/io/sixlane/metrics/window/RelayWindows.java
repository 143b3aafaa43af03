package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where windows are kept. Calls block until the storage has answered. */
public interface RelayWindows {
    /**
     * Stores each window, all or none, unless it holds a later report of the same process and
     * window: in any order, and any number of times, the result is the same.
     *
     * @param reported with different keys
     */
    void store(List<ReportedWindow> reported);

    /**
     * Passes windows of the accelerator from {@code from} (included) to {@code to} (not) to the
     * reader, the coarsest that serve {@code step}, oldest first, one at a time; those of another
     * account are left out. A window overlaps the range where finer ones were removed.
     */
    void read(
            AcceleratorId id,
            String account,
            Instant from,
            Instant to,
            Duration step,
            Consumer<RelayWindow> reader);

    /** The reports about windows that began from {@code since} on. */
    List<ReportedWindow> latest(AcceleratorId id, String account, Instant since);

    /**
     * The traffic of each acceleration region in windows that began from {@code from} (included) to
     * {@code to} (not), by region; those of another account are left out.
     */
    List<RegionUsage> usage(AcceleratorId id, String account, Instant from, Instant to);

    /** Forgets windows that are past their retention; returns how many. */
    int forget(Instant now);
}
