package io.sixlane.provisioning.eventstore;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.PortHeldElsewhere;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Accelerators of several accounts at one address, on a real database. */
class PortClaimsIT {
    private static final StoreFixture FIXTURE = new StoreFixture();

    private final String first = StoreFixture.newAccelerator();
    private final String second = StoreFixture.newAccelerator();
    private final String address =
            "fd00::%s".formatted(Integer.toHexString((System.identityHashCode(this) & 0xfff) | 1));

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private static StreamEvent listener(String id, Protocol protocol, int from, int to) {
        return new ListenerAdded(
                new Listener(
                        new ListenerId(id),
                        "web",
                        protocol,
                        List.of(new PortRange(from, to)),
                        ClientAffinity.NONE,
                        List.of()));
    }

    private StreamEvent region(String name) {
        return new AccelerationRegionsAdded(
                List.of(new AccelerationRegion("ASIA_PACIFIC", name, 2, IpVersion.IPV6, address)));
    }

    private void append(String account, String id, long revision, StreamEvent... events) {
        FIXTURE.append(
                new Actor(account, "ann", "", "request"),
                new Append(id, revision, List.of(events)));
    }

    private void refused(String account, String id, long revision, StreamEvent... events) {
        assertThatThrownBy(() -> append(account, id, revision, events))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(
                                                new PortHeldElsewhere(address, Protocol.TCP, 80)));
    }

    @Test
    void the_first_claim_wins_whatever_the_ids_and_accounts() {
        append(
                "acme",
                first,
                0,
                created(first),
                region("a"),
                listener("lsr-1", Protocol.TCP, 80, 81));
        append("ding", second, 0, created(second), region("a"));

        refused("ding", second, 2, listener("lsr-2", Protocol.TCP, 79, 80));
        append("ding", second, 2, listener("lsr-2", Protocol.UDP, 80, 80));
        append("ding", second, 3, listener("lsr-3", Protocol.TCP, 82, 82));
    }

    @Test
    void a_region_with_the_shared_address_is_refused_as_the_listener_is() {
        append(
                "acme",
                first,
                0,
                created(first),
                region("a"),
                listener("lsr-1", Protocol.TCP, 80, 80));
        append("ding", second, 0, created(second), listener("lsr-2", Protocol.TCP, 80, 80));

        refused("ding", second, 2, region("a"));
    }

    @Test
    void a_suspended_accelerator_keeps_its_ports_and_a_deleted_one_does_not() {
        append(
                "acme",
                first,
                0,
                created(first),
                region("a"),
                listener("lsr-1", Protocol.TCP, 80, 80));
        append(
                "acme",
                first,
                3,
                new AcceleratorSuspended(new Suspension(Suspension.Reason.EXPIRED, Instant.EPOCH)));
        append("ding", second, 0, created(second), region("a"));

        refused("ding", second, 2, listener("lsr-2", Protocol.TCP, 80, 80));
        append("acme", first, 4, new AcceleratorDeleted());
        append("ding", second, 2, listener("lsr-2", Protocol.TCP, 80, 80));
    }

    @Test
    void a_port_that_may_come_back_stays_claimed_until_the_change_is_confirmed() {
        append(
                "acme",
                first,
                0,
                created(first),
                region("a"),
                listener("lsr-1", Protocol.TCP, 80, 80));
        append(
                "acme",
                first,
                3,
                new ListenerRemoved(new ListenerId("lsr-1")),
                new ConfirmationAwaited(new PendingConfirmation(3, Instant.EPOCH)));
        append("ding", second, 0, created(second), region("a"));

        refused("ding", second, 2, listener("lsr-2", Protocol.TCP, 80, 80));
        append("acme", first, 5, listener("lsr-1", Protocol.TCP, 80, 80));
        append("acme", first, 6, new ListenerRemoved(new ListenerId("lsr-1")));
        append("acme", first, 7, new ChangeConfirmed());
        append("ding", second, 2, listener("lsr-2", Protocol.TCP, 80, 80));
    }

    @Test
    void one_of_many_at_the_same_time_gets_the_port() {
        var ids = IntStream.range(0, 8).mapToObj(_ -> StoreFixture.newAccelerator()).toList();
        ids.forEach(id -> append("acme", id, 0, created(id), region("a")));

        var claims =
                Flux.fromIterable(ids)
                        .flatMap(
                                id ->
                                        FIXTURE.store()
                                                .append(
                                                        new Change(
                                                                StoreFixture.ACTOR,
                                                                StoreFixture.AT,
                                                                List.of(
                                                                        new Append(
                                                                                id,
                                                                                2,
                                                                                List.of(
                                                                                        listener(
                                                                                                "lsr-1",
                                                                                                Protocol
                                                                                                        .TCP,
                                                                                                80,
                                                                                                90))))))
                                                .thenReturn(true)
                                                .onErrorReturn(RejectedException.class, false),
                                8)
                        .filter(won -> won)
                        .count();

        assertThat(TestPlatform.await(claims)).isEqualTo(1);
    }

    @Test
    void a_dry_run_is_refused_alike_and_claims_nothing() {
        append(
                "acme",
                first,
                0,
                created(first),
                region("a"),
                listener("lsr-1", Protocol.TCP, 80, 80));
        append("ding", second, 0, created(second), region("a"));

        assertThatThrownBy(() -> dryRun(second, 2, listener("lsr-2", Protocol.TCP, 80, 80)))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> dryRun(second, 2, listener("lsr-2", Protocol.TCP, 81, 81)))
                .isInstanceOf(DryRunException.class);
        append("acme", first, 3, listener("lsr-3", Protocol.TCP, 81, 81));
    }

    private static void dryRun(String id, long revision, StreamEvent event) {
        var change =
                new Change(
                        StoreFixture.ACTOR,
                        StoreFixture.AT,
                        List.of(new Append(id, revision, List.of(event))),
                        true,
                        AppendObserver.NONE);
        TestPlatform.await(FIXTURE.store().append(change));
    }
}
