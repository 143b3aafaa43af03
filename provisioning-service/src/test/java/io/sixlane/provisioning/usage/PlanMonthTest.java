package io.sixlane.provisioning.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanDeleted;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanResized;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanUnboundFromAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.usage.PlanMonth.Bound;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanMonthTest {
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");
    private static final AcceleratorId ONE = new AcceleratorId("ga-1");
    private static final AcceleratorId TWO = new AcceleratorId("ga-2");

    private final List<RecordedEvent> events = new ArrayList<>();

    private void happens(String at, BandwidthPlanEvent event) {
        events.add(
                new RecordedEvent(
                        "gbwp-1",
                        events.size() + 1,
                        "",
                        Instant.parse(at),
                        new Actor("acme", "", "", ""),
                        event,
                        RecordedEvent.NO_HASH,
                        RecordedEvent.NO_HASH));
    }

    private static BandwidthPlanCreated created(int mbps) {
        return new BandwidthPlanCreated(new BandwidthPlanId("gbwp-1"), "PREMIUM", mbps);
    }

    private static Bound bound(AcceleratorId id, String from, String to) {
        return new Bound(id, Instant.parse(from), Instant.parse(to));
    }

    @Test
    void each_day_has_the_largest_size_of_that_day() {
        happens("2026-05-20T00:00:00Z", created(200));
        happens("2026-06-11T00:00:00Z", new BandwidthPlanResized(300));
        happens("2026-06-12T08:00:00Z", new BandwidthPlanResized(100));
        happens("2026-06-12T09:00:00Z", new BandwidthPlanResized(400));
        happens("2026-06-12T10:00:00Z", new BandwidthPlanResized(150));
        happens("2026-06-13T23:59:59Z", new BandwidthPlanDeleted());

        var month = PlanMonth.of(events, JUNE, LATER);

        assertThat(month.dailyMbps())
                .containsExactly(200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 300, 400, 150);
    }

    @Test
    void a_plan_counts_from_the_day_it_was_bought_and_as_far_as_time_has_gone() {
        happens("2026-06-28T23:00:00Z", created(10));
        assertThat(PlanMonth.of(events, JUNE, LATER).dailyMbps()).containsExactly(10, 10, 10);
        assertThat(PlanMonth.of(events, JUNE, Instant.parse("2026-06-29T00:00:00Z")).dailyMbps())
                .containsExactly(10);
        assertThat(PlanMonth.of(events, JUNE.minusMonths(1), LATER).dailyMbps()).isEmpty();
        assertThat(PlanMonth.of(events, YearMonth.of(2026, 7), LATER).dailyMbps()).hasSize(31);
    }

    @Test
    void knows_what_it_was_bound_to_and_when() {
        happens("2026-05-20T00:00:00Z", created(10));
        happens("2026-05-21T00:00:00Z", new PlanBoundToAccelerator(ONE));
        happens("2026-06-02T00:00:00Z", new BandwidthPlanResized(20));
        happens("2026-06-10T00:00:00Z", new PlanUnboundFromAccelerator(ONE));
        happens("2026-06-11T00:00:00Z", new PlanBoundToAccelerator(TWO));

        assertThat(PlanMonth.of(events, JUNE, LATER).bound())
                .containsExactly(
                        bound(ONE, "2026-06-01T00:00:00Z", "2026-06-10T00:00:00Z"),
                        bound(TWO, "2026-06-11T00:00:00Z", "2026-07-01T00:00:00Z"));
        assertThat(PlanMonth.of(events, JUNE, Instant.parse("2026-06-05T12:00:00Z")).bound())
                .containsExactly(bound(ONE, "2026-06-01T00:00:00Z", "2026-06-05T12:00:00Z"));
    }
}
