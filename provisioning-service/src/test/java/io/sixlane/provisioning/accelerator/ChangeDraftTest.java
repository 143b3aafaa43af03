package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.ID;
import static io.sixlane.provisioning.accelerator.Fixture.addRegions;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.pool;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static io.sixlane.provisioning.accelerator.Fixture.unbound;
import static io.sixlane.provisioning.accelerator.Fixture.wanted;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanTaken;
import io.sixlane.provisioning.eventstore.Append;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeDraftTest {
    private static final BandwidthPlanId PLAN = new BandwidthPlanId("gbwp-1");

    private static ChangeDraft draft(AcceleratorFacts facts) {
        return new ChangeDraft((AcceleratorImage) evolve(null, created(2, 20)), facts);
    }

    @Test
    void decides_each_command_on_what_the_ones_before_it_left() {
        var draft = draft(facts().withPlan(unbound("gbwp-1", 10)));

        assertThat(draft.run(new BindPlan(PLAN))).isEqualTo(accept(planBound(10)));
        assertThat(draft.run(addRegions(wanted("a", 10)))).isEqualTo(accept(regionAdded("a", 10)));

        assertThat(draft.appends())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("decided")
                .containsExactlyInAnyOrder(
                        new Append("ga-1", 1, List.of(planBound(10), regionAdded("a", 10))),
                        new Append("gbwp-1", 1, List.of(new PlanBoundToAccelerator(ID))),
                        new Append("pool-a", 1, List.of(new AddressAllocated("fd00::1", ID))));
    }

    @Test
    void leaves_nothing_of_what_was_refused() {
        var draft =
                draft(facts().withPlan(unbound("gbwp-1", 10)).withPool("a", pool("fd00:1::/127")));
        draft.run(new BindPlan(PLAN));
        draft.run(addRegions(wanted("a", 10)));
        draft.run(new RemoveRegion("a", true));
        var before = draft.appends();

        assertThat(draft.run(addRegions(wanted("a", 10))))
                .isEqualTo(
                        reject(
                                new AddressPoolResting(
                                        "a",
                                        "fd00:1::/127",
                                        Fixture.NOW.plus(Duration.ofHours(1)))));

        assertThat(draft.appends()).isEqualTo(before);
        assertThat(draft.events().getLast()).isEqualTo(new AccelerationRegionRemoved("a"));
    }

    @Test
    void gives_addresses_back_when_all_is_deleted() {
        var draft = draft(facts().withPlan(unbound("gbwp-1", 10)));
        draft.run(new BindPlan(PLAN));
        draft.run(addRegions(wanted("a", 10)));
        draft.run(new Delete(true));

        assertThat(draft.appends())
                .contains(
                        new Append(
                                "pool-a",
                                1,
                                List.of(
                                        new AddressAllocated("fd00::1", ID),
                                        new AddressReleased("fd00::1"))));
        assertThat(draft.run(new Delete(true))).isEqualTo(reject(new AcceleratorNotFound("ga-1")));
    }

    @Test
    void leaves_nothing_when_another_stream_refuses() {
        var taken =
                new BandwidthPlan(
                        Fixture.ACCOUNT,
                        1,
                        unbound("gbwp-1", 10).created(),
                        Optional.of(new AcceleratorId("ga-2")));
        var draft = draft(facts().withPlan(taken));
        draft.run(new Rename("shop"));
        var before = draft.appends();

        assertThat(draft.run(new BindPlan(PLAN)))
                .isEqualTo(reject(new BandwidthPlanTaken("gbwp-1")));

        assertThat(draft.appends()).isEqualTo(before);
        assertThat(draft.events()).containsExactly(new AcceleratorRenamed("shop"));
    }
}
