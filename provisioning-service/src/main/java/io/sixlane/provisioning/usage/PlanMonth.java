package io.sixlane.provisioning.usage;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanDeleted;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanResized;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanUnboundFromAccelerator;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sizes and bindings of a plan in one calendar month (UTC), up to now. Pure.
 *
 * @param dailyMbps of each day on which there was the plan, in order, the largest it was on that
 *     day (source: the hosted service's minimum of a day)
 * @param bound to which accelerators, and when
 */
record PlanMonth(YearMonth month, List<Integer> dailyMbps, List<Bound> bound) {
    PlanMonth {
        dailyMbps = List.copyOf(dailyMbps);
        bound = List.copyOf(bound);
    }

    /**
     * @param to not included
     */
    record Bound(AcceleratorId acceleratorId, Instant from, Instant to) {}

    /**
     * @param mbps Mbit/s, null where there was no plan
     */
    private record Phase(
            Instant from, @Nullable Integer mbps, @Nullable AcceleratorId acceleratorId) {}

    /**
     * @param events of the plan, in order: at least those of the month and the last of each kind
     *     before it
     * @param now the end of the known part
     */
    static PlanMonth of(List<RecordedEvent> events, YearMonth month, Instant now) {
        var begin = startOf(month.atDay(1));
        var next = startOf(month.plusMonths(1).atDay(1));
        var end = now.isBefore(next) ? now : next;
        var phases = phases(events);
        var daily = new ArrayList<Integer>();
        for (var day = month.atDay(1); startOf(day).isBefore(end); day = day.plusDays(1)) {
            var most = 0;
            for (var i = 0; i < phases.size(); i++) {
                var from = later(phases.get(i).from(), startOf(day));
                var to = earlier(endOf(phases, i, end), startOf(day.plusDays(1)));
                var mbps = phases.get(i).mbps();
                if (mbps != null && from.isBefore(to)) {
                    most = Math.max(most, mbps);
                }
            }
            if (most > 0) {
                daily.add(most);
            }
        }
        var bound = new ArrayList<Bound>();
        for (var i = 0; i < phases.size(); i++) {
            var from = later(phases.get(i).from(), begin);
            var to = endOf(phases, i, end);
            var accelerator = phases.get(i).acceleratorId();
            if (accelerator != null && from.isBefore(to)) {
                bound.add(new Bound(accelerator, from, to));
            }
        }
        return new PlanMonth(month, daily, joined(bound));
    }

    private static List<Phase> phases(List<RecordedEvent> events) {
        var phases = new ArrayList<Phase>();
        var held = new Phase(Instant.MIN, null, null);
        for (var recorded : events) {
            if (recorded.event() instanceof BandwidthPlanEvent event) {
                held = after(held, event, recorded.occurredAt());
                phases.add(held);
            }
        }
        return phases;
    }

    private static Phase after(Phase held, BandwidthPlanEvent event, Instant at) {
        return switch (event) {
            case BandwidthPlanCreated created -> new Phase(at, created.bandwidthMbps(), null);
            case BandwidthPlanResized(var mbps) -> new Phase(at, mbps, held.acceleratorId());
            case PlanBoundToAccelerator(var id) -> new Phase(at, held.mbps(), id);
            case PlanUnboundFromAccelerator _ -> new Phase(at, held.mbps(), null);
            case BandwidthPlanDeleted() -> new Phase(at, null, null);
        };
    }

    private static Instant endOf(List<Phase> phases, int index, Instant end) {
        return index + 1 < phases.size() ? earlier(phases.get(index + 1).from(), end) : end;
    }

    /** A resize does not interrupt. */
    private static List<Bound> joined(List<Bound> bound) {
        var joined = new ArrayList<Bound>();
        for (var next : bound) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null
                    && last.to().equals(next.from())
                    && last.acceleratorId().equals(next.acceleratorId())) {
                joined.removeLast();
                joined.add(new Bound(last.acceleratorId(), last.from(), next.to()));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
