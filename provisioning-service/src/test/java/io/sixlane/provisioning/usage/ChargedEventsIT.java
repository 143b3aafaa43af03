package io.sixlane.provisioning.usage;

import static io.sixlane.provisioning.TestPlatform.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanResized;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanUnboundFromAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A plan that changed often over three months, on a real database. */
class ChargedEventsIT {
    private static final String PLAN = "gbwp-charged";
    private static final Instant BEGIN = Instant.parse("2026-01-10T00:00:00Z");
    private static final int CHANGES = 150;

    @Test
    void the_events_of_a_month_suffice_to_charge_it() {
        try (var application = new RunningApplication(TestPlatform.kafka())) {
            var store = application.bean(EventStore.class);
            fill(store);
            var all = await(store.load(PLAN).collectList());
            for (var month : List.of("2025-12", "2026-01", "2026-02", "2026-03", "2026-04")) {
                var asked = YearMonth.parse(month);
                var events = await(application.bean(Charges.class).events(PLAN, asked));

                assertThat(PlanMonth.of(events, asked, Instant.parse("2026-12-01T00:00:00Z")))
                        .as(month)
                        .isEqualTo(PlanMonth.of(all, asked, Instant.parse("2026-12-01T00:00:00Z")));
                assertThat(events).as(month).hasSizeLessThan(CHANGES * 2 / 3);
            }
        }
    }

    private static void fill(EventStore store) {
        var random = new Random(20_261_129);
        append(
                store,
                0,
                BEGIN,
                new BandwidthPlanCreated(new BandwidthPlanId(PLAN), "ENHANCED", 10));
        for (var i = 1; i <= CHANGES; i++) {
            var event =
                    switch (random.nextInt(3)) {
                        case 0 -> new BandwidthPlanResized(2 + random.nextInt(20));
                        case 1 ->
                                new PlanBoundToAccelerator(
                                        new AcceleratorId("ga-" + random.nextInt(3)));
                        default -> new PlanUnboundFromAccelerator(new AcceleratorId("ga-1"));
                    };
            append(store, i, BEGIN.plusSeconds(i * 43_200L), event);
        }
    }

    private static void append(
            EventStore store, long revision, Instant at, BandwidthPlanEvent event) {
        var append = new Append(PLAN, revision, List.of(event));
        assertThat(await(store.append(new Change(StoreFixture.ACTOR, at, List.of(append)))))
                .hasSize(1);
    }
}
