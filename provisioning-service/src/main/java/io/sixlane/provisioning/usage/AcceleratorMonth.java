package io.sixlane.provisioning.usage;

import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days of a calendar month (UTC), up to now, on which there was an accelerator without an end.
 * Pure.
 *
 * @param days in order; days that were paid in advance are left out
 */
record AcceleratorMonth(YearMonth month, List<Day> days) {
    AcceleratorMonth {
        days = List.copyOf(days);
    }

    /** The last sizes of one day. */
    record Day(String specification, @Nullable BoundPlan plan, @Nullable BoundPlan crossBorder) {}

    /**
     * @param events that begin and end the accelerator and change its sizes, in order, from the
     *     first one on
     */
    static AcceleratorMonth of(List<RecordedEvent> events, YearMonth month, Instant now) {
        var days = new ArrayList<Day>();
        var next = 0;
        @Nullable AcceleratorRecord held = null;
        for (var day = month.atDay(1); isIn(day, month, now); day = day.plusDays(1)) {
            var end = startOf(day.plusDays(1));
            @Nullable AcceleratorImage last = held instanceof AcceleratorImage image ? image : null;
            while (next < events.size() && events.get(next).occurredAt().isBefore(end)) {
                held = AcceleratorEvolution.evolve(held, events.get(next));
                next++;
                var began = !events.get(next - 1).occurredAt().isBefore(startOf(day));
                last = held instanceof AcceleratorImage image ? image : began ? last : null;
            }
            if (last != null && last.expiresAt() == null) {
                days.add(new Day(last.specification().code(), last.plan(), last.crossBorderPlan()));
            }
        }
        return new AcceleratorMonth(month, days);
    }

    private static boolean isIn(LocalDate day, YearMonth month, Instant now) {
        return YearMonth.from(day).equals(month) && startOf(day).isBefore(now);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
