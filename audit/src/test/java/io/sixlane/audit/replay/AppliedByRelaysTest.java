package io.sixlane.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sixlane.audit.replay.AppliedByRelays.Applied;
import io.sixlane.audit.source.RawMessage;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppliedByRelaysTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AppliedByRelays relays = new AppliedByRelays(NOON);
    private final Moment moment = new Moment(NOON);

    @Test
    void the_last_status_of_each_relay_before_the_moment_counts() {
        publish(applied("relay-2", "ga-a", 4, -60));
        publish(applied("relay-1", "ga-a", 4, -60));
        publish(applied("relay-1", "ga-a", 5, 0));
        publish(applied("relay-1", "ga-a", 6, 1));
        publish(applied("relay-1", "ga-b", 9, -600));

        assertThat(relays.byRegion(List.of(), moment).get("hk"))
                .extracting(Applied::relayId, Applied::acceleratorId, Applied::revision)
                .containsExactly(
                        tuple("relay-1", "ga-a", 5L),
                        tuple("relay-1", "ga-b", 9L),
                        tuple("relay-2", "ga-a", 4L));
    }

    @Test
    void statuses_of_an_earlier_process_count_until_a_later_one_publishes() {
        publish(applied("relay-1", "ga-a", 4, -60));
        publish(applied("relay-2", "ga-a", 4, -60));
        publish(beat("relay-1", -30, -30));
        publish(beat("relay-2", 30, 30)); // after the moment
        publish(applied("relay-1", "ga-a", 4, -29)); // of the one before, late

        assertThat(relays.byRegion(List.of(), moment).get("hk"))
                .extracting(Applied::relayId)
                .containsExactly("relay-2");
    }

    @Test
    void statuses_stored_by_the_service_add_to_those_of_the_topic() {
        publish(applied("relay-1", "ga-a", 4, -60));
        relays.noted(appliedBy("relay-1", NOON, "ga-a", 7, 60)); // after the moment
        relays.noted(appliedBy("relay-1", NOON, "ga-b", 2, -600));

        assertThat(relays.byRegion(List.of(), moment).get("hk"))
                .extracting(Applied::acceleratorId, Applied::revision)
                .containsExactly(tuple("ga-a", 4L), tuple("ga-b", 2L));
    }

    @Test
    void a_region_without_reports_is_shown_empty() {
        assertThat(relays.byRegion(List.of("us"), moment)).containsEntry("us", List.of());
    }

    @Test
    void failures_are_explained_in_words() {
        publish(
                new AcceleratorApplied(
                        "relay-1",
                        "hk",
                        Instant.EPOCH,
                        NOON,
                        new AcceleratorId("ga-a"),
                        4,
                        RecordedEvent.NO_HASH,
                        List.of(new ApplyFailure(new ListenerId("lsr-1"), "address in use")),
                        3L,
                        null));

        assertThat(relays.byRegion(List.of(), moment).get("hk"))
                .containsExactly(
                        new Applied(
                                "relay-1", "ga-a", 4, 3L, NOON, List.of("lsr-1: address in use")));
    }

    @Test
    void a_removed_accelerator_shows_where_its_removal_was_not_applied() {
        var created =
                chain(
                        1,
                        new AcceleratorCreated(
                                new AcceleratorId("ga-a"), new SpecificationLimits("S", 1, 2, 3)),
                        RecordedEvent.NO_HASH);
        moment.apply(created);
        moment.apply(chain(2, new AcceleratorDeleted(), created.hash()));
        publish(applied("relay-1", "ga-a", 2, -1));
        publish(applied("relay-2", "ga-a", 1, -1));

        assertThat(relays.byRegion(List.of(), moment).get("hk"))
                .extracting(Applied::relayId)
                .containsExactly("relay-2");
    }

    private void publish(RelayStatus status) {
        relays.accept(new RawMessage(0, 0, "relay", 0, ConfigurationJson.write(status)));
    }

    private static AcceleratorApplied applied(
            String relay, String accelerator, long revision, long seconds) {
        return appliedBy(relay, Instant.EPOCH, accelerator, revision, seconds);
    }

    private static AcceleratorApplied appliedBy(
            String relay, Instant process, String accelerator, long revision, long seconds) {
        return new AcceleratorApplied(
                relay,
                "hk",
                process,
                NOON.plusSeconds(seconds),
                new AcceleratorId(accelerator),
                revision,
                RecordedEvent.NO_HASH,
                List.of(),
                revision,
                null);
    }

    private static Heartbeat beat(String relay, long started, long seconds) {
        return new Heartbeat(
                relay,
                "hk",
                NOON.plusSeconds(started),
                NOON.plusSeconds(seconds),
                "native",
                1,
                1,
                0,
                "kafka",
                List.of(),
                List.of(),
                null);
    }

    private static RecordedEvent chain(long revision, AcceleratorEvent event, String previous) {
        return EventHash.chain(
                "ga-a",
                revision,
                "event-" + revision,
                NOON.minusSeconds(600),
                new Actor("acme", "ann", "::1", "req"),
                event,
                previous);
    }
}
