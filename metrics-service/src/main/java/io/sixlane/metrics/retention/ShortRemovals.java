package io.sixlane.metrics.retention;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Removal in pieces: a long transaction of any database holds up what waits for all to end. */
public final class ShortRemovals {
    /** Rows removed in one transaction. */
    private static final int PIECE = 1_000;

    /** Rows looked up at once, which takes no transaction id. */
    private static final int MOST_FOUND = 50_000;

    private ShortRemovals() {}

    /**
     * Removes until nothing more is found.
     *
     * @param find which rows to remove, at most as many as it is given
     * @param remove removes these in a transaction of its own, and returns their number
     * @return how many were removed
     */
    public static <K> int run(IntFunction<List<K>> find, ToIntFunction<List<K>> remove) {
        var removed = 0;
        List<K> found;
        do {
            found = find.apply(MOST_FOUND);
            for (var from = 0; from < found.size(); from += PIECE) {
                var to = Math.min(from + PIECE, found.size());
                removed += remove.applyAsInt(found.subList(from, to));
            }
        } while (found.size() == MOST_FOUND);
        return removed;
    }
}
