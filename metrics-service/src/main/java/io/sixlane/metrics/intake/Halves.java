package io.sixlane.metrics.intake;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Stores many together although some of them can never be stored. */
public final class Halves {
    private Halves() {}

    /**
     * Stores in halves when PostgreSQL refuses: finds one bad record among n in about 2 log n
     * attempts.
     *
     * @param store all or none; throws when the storage is away, which this throws on
     * @param refuse is given each that can never be stored, with the cause
     */
    public static <T> void store(
            List<T> all, Consumer<List<T>> store, BiConsumer<T, RuntimeException> refuse) {
        if (all.isEmpty()) {
            return;
        }
        try {
            store.accept(all);
        } catch (RuntimeException e) {
            if (!StorageFailure.isFaultOfData(e)) {
                throw e;
            }
            if (all.size() == 1) {
                refuse.accept(all.getFirst(), e);
                return;
            }
            var half = all.size() / 2;
            store(all.subList(0, half), store, refuse);
            store(all.subList(half, all.size()), store, refuse);
        }
    }
}
