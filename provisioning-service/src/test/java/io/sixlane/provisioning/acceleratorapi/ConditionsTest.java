package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.provisioning.acceleratorapi.Condition.Status;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    /** At revision 3. */
    private static AcceleratorImage image() {
        var bound = evolve(evolve(null, created(1, 20)), planBound(10));
        return (AcceleratorImage) evolve(bound, regionAdded("cn-hongkong", 10));
    }

    private static RelayStanding relay(
            String region, long revision, boolean alive, ApplyFailure... failures) {
        return relay(region, revision, RecordedEvent.NO_HASH, alive, failures);
    }

    private static RelayStanding relay(
            String region, long revision, String head, boolean alive, ApplyFailure... failures) {
        return new RelayStanding(
                "relay-1",
                region,
                alive,
                Instant.EPOCH,
                null,
                revision,
                head,
                failures.length == 0 ? revision : 0,
                List.of(failures),
                Instant.EPOCH,
                null);
    }

    private static Condition programmed(RelayStanding... relays) {
        return conditions(relays).getLast();
    }

    private static List<Condition> conditions(RelayStanding... relays) {
        return Conditions.of(image(), List.of(relays), image());
    }

    private static Condition expected(Status status, long observed, String reason, String message) {
        return new Condition(
                Condition.Type.Programmed, status, "relay-1", observed, reason, message);
    }

    @Test
    void is_accepted_at_its_revision() {
        assertThat(conditions().getFirst())
                .isEqualTo(
                        new Condition(
                                Condition.Type.Accepted,
                                Status.TRUE,
                                null,
                                3,
                                "Accepted",
                                "revision 3 is in the log"));
    }

    @Test
    void is_programmed_when_a_live_relay_of_the_region_runs_this_revision() {
        assertThat(programmed(relay("cn-hongkong", 3, true)))
                .isEqualTo(expected(Status.TRUE, 3, "Programmed", "every listener runs as wanted"));
    }

    @Test
    void is_pending_while_the_relay_is_behind() {
        assertThat(programmed(relay("cn-hongkong", 2, true)))
                .isEqualTo(expected(Status.FALSE, 2, "Pending", "the relay is at revision 2 of 3"));
    }

    @Test
    void shows_why_the_relay_is_behind() {
        var failure = new ApplyFailure(null, "revision 3 is not understood");
        assertThat(programmed(relay("cn-hongkong", 2, true, failure)))
                .isEqualTo(
                        expected(
                                Status.FALSE,
                                2,
                                "Pending",
                                "the relay is at revision 2 of 3; revision 3 is not understood"));
    }

    @Test
    void shows_what_a_relay_could_not_apply() {
        var failure = new ApplyFailure(new ListenerId("lsr-1"), "cannot bind [::1]:80");
        assertThat(programmed(relay("cn-hongkong", 3, true, failure)))
                .isEqualTo(expected(Status.FALSE, 3, "ApplyFailed", "lsr-1: cannot bind [::1]:80"));
    }

    @Test
    void is_not_programmed_when_the_relay_holds_a_record_missing_from_the_log() {
        assertThat(programmed(relay("cn-hongkong", 4, true)))
                .isEqualTo(
                        expected(
                                Status.FALSE,
                                4,
                                "Diverged",
                                "the relay is at revision 4 and the log ends at 3:"
                                        + " it ignores changes up to revision 4"));
        assertThat(programmed(relay("cn-hongkong", 3, "f".repeat(64), true)))
                .isEqualTo(
                        expected(
                                Status.FALSE,
                                3,
                                "Diverged",
                                "the relay has another revision 3 than the log:"
                                        + " it ignores changes up to it"));
        assertThat(programmed(relay("cn-hongkong", 3, image().head(), true)).status())
                .isEqualTo(Status.TRUE);
    }

    @Test
    void is_programmed_when_the_relay_is_at_a_later_revision_that_is_in_the_log() {
        var later = (AcceleratorImage) evolve(image(), regionAdded("us-west-1", 10));

        assertThat(Conditions.of(image(), List.of(relay("cn-hongkong", 4, true)), later).getLast())
                .isEqualTo(expected(Status.TRUE, 4, "Programmed", "every listener runs as wanted"));
    }

    @Test
    void knows_nothing_of_a_silent_relay() {
        assertThat(programmed(relay("cn-hongkong", 3, false)))
                .isEqualTo(
                        expected(
                                Status.UNKNOWN,
                                3,
                                "RelaySilent",
                                "the relay sends no heartbeats since 1970-01-01T00:00:00Z"));
    }

    @Test
    void knows_nothing_without_a_relay_in_the_region() {
        assertThat(conditions(relay("us-west-1", 3, true)))
                .hasSize(2)
                .last()
                .isEqualTo(
                        new Condition(
                                Condition.Type.Programmed,
                                Status.UNKNOWN,
                                null,
                                0,
                                "NoRelay",
                                "no relay serves region cn-hongkong"));
    }
}
