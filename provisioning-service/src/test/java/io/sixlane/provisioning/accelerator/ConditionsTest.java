package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.provisioning.accelerator.Condition.Status;
import io.sixlane.provisioning.relaystatus.Programmed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    /** At revision 3. */
    private static AcceleratorImage image() {
        var bound = evolve(evolve(null, created(1, 20)), planBound(10));
        return (AcceleratorImage) evolve(bound, regionAdded("cn-hongkong", 10));
    }

    private static Programmed relay(
            String region, long revision, boolean alive, ApplyFailure... failures) {
        return new Programmed("relay-1", region, revision, alive, List.of(failures), Instant.EPOCH);
    }

    private static Condition programmed(Programmed... said) {
        return Conditions.of(image(), List.of(said)).getLast();
    }

    private static Condition expected(Status status, long observed, String reason, String message) {
        return new Condition(
                Condition.Type.Programmed, status, "relay-1", observed, reason, message);
    }

    @Test
    void is_accepted_at_its_revision() {
        assertThat(Conditions.of(image(), List.of()).getFirst())
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
    void says_why_the_relay_is_behind_when_it_says_so() {
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
    void says_what_a_relay_could_not_do() {
        var failure = new ApplyFailure(new ListenerId("lsr-1"), "cannot bind [::1]:80");
        assertThat(programmed(relay("cn-hongkong", 3, true, failure)))
                .isEqualTo(expected(Status.FALSE, 3, "ApplyFailed", "lsr-1: cannot bind [::1]:80"));
    }

    @Test
    void knows_nothing_of_a_silent_relay() {
        assertThat(programmed(relay("cn-hongkong", 3, false)))
                .isEqualTo(
                        expected(
                                Status.UNKNOWN, 3, "RelaySilent", "the relay sends no heartbeats"));
    }

    @Test
    void knows_nothing_without_a_relay_in_the_region() {
        assertThat(Conditions.of(image(), List.of(relay("us-west-1", 3, true))))
                .hasSize(2)
                .last()
                .isEqualTo(
                        new Condition(
                                Condition.Type.Programmed,
                                Status.UNKNOWN,
                                null,
                                0,
                                "NoRelay",
                                "no relay of region cn-hongkong has said anything about it"));
    }
}
