package io.sixlane.metrics.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A part of a range, and the windows that answer for it.
 *
 * @param level null for reported windows
 */
record Stretch(@Nullable Level level, Instant from, Instant to) {
    /**
     * Where the windows of a range stand.
     *
     * @param step seconds; a window that is longer, or no part of one, does not serve it
     * @param kept since when windows of each level are there
     * @param due windows that do not contain all reports yet, and those within which they are
     */
    record Range(Instant from, Instant to, long step, Kept kept, List<Due> due) {
        Range {
            due = List.copyOf(due);
        }
    }

    /** A window that waits to be rolled up. */
    record Due(Level level, Instant start) {}

    /** The earliest moments of which windows are there. */
    record Kept(Instant reported, Instant minutes, Instant hours) {}

    /** The coarsest windows that serve the range, in the order of time, without a gap. */
    static List<Stretch> of(Range range) {
        var stretches = new ArrayList<Stretch>();
        var plan = new Plan(range, stretches);
        // On whole days, so that no window belongs to two parts.
        var hours = between(range, Level.DAY.startFrom(range.kept().hours()));
        var minutes = max(hours, between(range, Level.DAY.startFrom(range.kept().minutes())));
        var reported = max(minutes, between(range, Level.DAY.startFrom(range.kept().reported())));
        plan.fill(range.from(), hours, Level.DAY, Level.DAY);
        plan.fill(hours, minutes, Level.DAY, Level.HOUR);
        plan.fill(minutes, reported, Level.DAY, Level.MINUTE);
        plan.fill(reported, range.to(), Level.DAY, null);
        return List.copyOf(stretches);
    }

    private static Instant between(Range range, Instant moment) {
        return moment.isBefore(range.from())
                ? range.from()
                : moment.isAfter(range.to()) ? range.to() : moment;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record Plan(Range range, List<Stretch> into) {
        /**
         * @param finest the finest windows that are there; null for reported ones
         */
        void fill(Instant from, Instant to, @Nullable Level level, @Nullable Level finest) {
            if (!from.isBefore(to)) {
                return;
            }
            if (level == null) {
                into.add(new Stretch(null, from, to));
            } else if (level == finest) {
                into.add(new Stretch(level, level.startOf(from), level.startFrom(to)));
            } else if (range.step() % level.seconds() != 0) {
                fill(from, to, level.finer(), finest);
            } else {
                whole(from, to, level, finest);
            }
        }

        /** Whole windows of the level, and finer ones around them and instead of due ones. */
        private void whole(Instant from, Instant to, Level level, @Nullable Level finest) {
            var first = level.startFrom(from);
            var last = level.startOf(to);
            if (!first.isBefore(last)) {
                fill(from, to, level.finer(), finest);
                return;
            }
            fill(from, first, level.finer(), finest);
            var begin = first;
            for (var due : dueWithin(level, first, last)) {
                add(level, begin, due);
                begin = due.plusSeconds(level.seconds());
                fill(due, begin, level.finer(), finest);
            }
            add(level, begin, last);
            fill(last, to, level.finer(), finest);
        }

        private void add(Level level, Instant from, Instant to) {
            if (from.isBefore(to)) {
                into.add(new Stretch(level, from, to));
            }
        }

        private SortedSet<Instant> dueWithin(Level level, Instant from, Instant to) {
            var starts = new TreeSet<Instant>();
            for (var due : range.due()) {
                var start = level.startOf(due.start());
                if (due.level().compareTo(level) <= 0
                        && !start.isBefore(from)
                        && start.isBefore(to)) {
                    starts.add(start);
                }
            }
            return starts;
        }
    }
}
