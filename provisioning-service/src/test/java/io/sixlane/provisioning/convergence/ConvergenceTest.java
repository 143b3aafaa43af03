package io.sixlane.provisioning.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final ApplyFailure IN_USE =
            new ApplyFailure(new ListenerId("lsr-1"), "cannot bind [::1]:80: address in use");

    @Test
    void is_programmed_when_every_living_relay_is() {
        var convergence = of(accelerator(7, "hk"), alive("a", "hk", 7), dead("b", "hk", 5));

        assertThat(convergence.programmed()).isTrue();
        assertThat(convergence.late()).isEmpty();
        assertThat(convergence.dead())
                .containsExactly("b: the relay sends no heartbeats since 2026-11-23T10:15:30Z");
    }

    @Test
    void explains_which_relay_is_behind_and_which_failed() {
        var failed = standing("b", "hk", true, null, 7, List.of(IN_USE));

        var convergence = of(accelerator(7, "hk"), alive("a", "hk", 6), failed);

        assertThat(convergence.programmed()).isFalse();
        assertThat(convergence.late())
                .containsExactly(
                        "a: the relay is at revision 6 of 7",
                        "b: lsr-1: cannot bind [::1]:80: address in use");
        assertThat(convergence.relays())
                .extracting(RelayConvergence::state)
                .containsExactly(RelayConvergence.State.PENDING, RelayConvergence.State.FAILED);
    }

    @Test
    void is_not_programmed_while_a_region_has_no_living_relay() {
        assertThat(of(accelerator(7, "hk", "us"), alive("a", "hk", 7), dead("b", "us", 7)).late())
                .containsExactly("region us: no living relay serves it");
        assertThat(of(accelerator(7, "hk")).late())
                .containsExactly("region hk: no living relay serves it");
    }

    @Test
    void waits_elsewhere_only_until_the_region_was_given_up() {
        var gone = standing("b", "us", true, 5L, 4, List.of());
        var done = standing("b", "us", true, 5L, 5, List.of());

        assertThat(of(accelerator(7, "hk"), alive("a", "hk", 7), gone).late())
                .containsExactly("b: the relay is at revision 4 of 5");
        assertThat(of(accelerator(7, "hk"), alive("a", "hk", 7), done).programmed()).isTrue();
    }

    @Test
    void a_deleted_one_is_programmed_when_all_relays_gave_it_up() {
        var removed = new AcceleratorRemoved(ID, 9, RecordedEvent.NO_HASH, NOW);

        assertThat(of(removed, alive("a", "hk", 8)).programmed()).isFalse();
        assertThat(of(removed, alive("a", "hk", 9)).programmed()).isTrue();
        assertThat(of(removed).programmed()).isTrue();
    }

    @Test
    void later_changes_of_others_do_not_count_against_an_earlier_one() {
        var convergence = of(accelerator(9, "hk", "us"), alive("a", "hk", 8), dead("b", "us", 9));

        assertThat(convergence.lateAt(8)).containsExactly("region us: no living relay serves it");
        assertThat(convergence.lateAt(9))
                .containsExactly(
                        "a: the relay is at revision 8 of 9",
                        "region us: no living relay serves it");
    }

    @Test
    void a_relay_that_is_ahead_of_the_log_failed() {
        var convergence = of(accelerator(7, "hk"), alive("a", "hk", 9));

        assertThat(convergence.programmed()).isFalse();
        assertThat(convergence.relays())
                .extracting(RelayConvergence::state)
                .containsExactly(RelayConvergence.State.FAILED);
        assertThat(convergence.late())
                .containsExactly(
                        "a: the relay is at revision 9 and the log ends at 7:"
                                + " it ignores changes up to revision 9");
        assertThat(convergence.lateAt(7)).isEqualTo(convergence.late());
    }

    @Test
    void a_relay_that_has_another_event_at_the_revision_of_the_log_failed() {
        var removed = new AcceleratorRemoved(ID, 7, "a".repeat(64), NOW);

        assertThat(of(removed, holding(7, "a".repeat(64))).programmed()).isTrue();
        assertThat(of(removed, holding(7, "b".repeat(64))).late())
                .containsExactly(
                        "a: the relay has another revision 7 than the log:"
                                + " it ignores changes up to it");
        assertThat(of(removed, holding(6, "b".repeat(64))).late())
                .containsExactly("a: the relay is at revision 6 of 7");
    }

    @Test
    void a_relay_elsewhere_may_be_ahead_of_the_awaited_revision_but_not_of_the_log() {
        var here = alive("a", "hk", 7);

        assertThat(of(accelerator(7, "hk"), here, standing("b", "us", true, 5L, 7, List.of())))
                .extracting(Convergence::programmed)
                .isEqualTo(true);
        assertThat(of(accelerator(7, "hk"), here, standing("b", "us", true, 5L, 8, List.of())))
                .extracting(Convergence::programmed)
                .isEqualTo(false);
    }

    private static Convergence of(AcceleratorRecord record, RelayStanding... standings) {
        return Convergence.of(record, List.of(standings));
    }

    private static RelayStanding alive(String relay, String region, long revision) {
        return standing(relay, region, true, null, revision, List.of());
    }

    private static RelayStanding dead(String relay, String region, long revision) {
        return standing(relay, region, false, null, revision, List.of());
    }

    private static RelayStanding standing(
            String relay,
            String region,
            boolean alive,
            @Nullable Long leftAt,
            long revision,
            List<ApplyFailure> failures) {
        return new RelayStanding(
                relay,
                region,
                alive,
                NOW,
                leftAt,
                revision,
                RecordedEvent.NO_HASH,
                revision,
                failures,
                NOW,
                null);
    }

    private static RelayStanding holding(long revision, String head) {
        return new RelayStanding(
                "a", "hk", true, NOW, null, revision, head, revision, List.of(), NOW, null);
    }

    private static AcceleratorImage accelerator(long revision, String... regions) {
        return new AcceleratorImage(
                ID,
                revision,
                RecordedEvent.NO_HASH,
                NOW,
                Accelerator.bare("acme", new SpecificationLimits("SMALL_I", 2, 20, 5_000))
                        .withRegions(
                                Stream.of(regions)
                                        .map(
                                                r ->
                                                        new AccelerationRegion(
                                                                "ASIA",
                                                                r,
                                                                10,
                                                                IpVersion.IPV6,
                                                                "::1"))
                                        .toList()));
    }
}
