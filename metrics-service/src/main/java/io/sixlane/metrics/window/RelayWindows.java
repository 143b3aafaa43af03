package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where windows are kept. Calls block until the storage has answered. */
public interface RelayWindows {
    /** Replaces these windows, all or nothing. */
    void store(List<RelayWindow> windows);

    /**
     * Passes every window of the accelerator that overlaps {@code from} (included) to {@code to}
     * (not), oldest first, one at a time; those of another account are left out.
     */
    void read(
            AcceleratorId id,
            String account,
            Instant from,
            Instant to,
            Consumer<RelayWindow> reader);

    /**
     * The traffic of each acceleration region in windows that began from {@code from} (included) to
     * {@code to} (not), by region; those of another account are left out.
     */
    List<RegionUsage> usage(AcceleratorId id, String account, Instant from, Instant to);

    /** Forgets windows that started before {@code start}; returns how many. */
    int removeBefore(Instant start);
}
