package io.sixlane.provisioning.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The order of queries, between which a change may come. */
class ConvergenceQueriesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final AcceleratorId ID = new AcceleratorId("ga-1");

    @Test
    void a_change_between_the_two_reads_is_not_mistaken_for_one_missing_from_the_log() {
        var convergence = find(relayAt(8), 7, 8);

        assertThat(convergence.desiredRevision()).isEqualTo(8);
        assertThat(convergence.late()).isEmpty();
    }

    @Test
    void a_relay_ahead_of_the_log_at_the_second_read_is_reported() {
        var convergence = find(relayAt(9), 7, 7);

        assertThat(convergence.desiredRevision()).isEqualTo(7);
        assertThat(convergence.late())
                .singleElement()
                .asString()
                .contains("revision 9 and the log ends at 7");
    }

    @Test
    void looks_once_while_no_relay_is_ahead() {
        assertThat(find(relayAt(7), 7).programmed()).isTrue();
    }

    @Test
    void many_streams_of_one_accelerator_share_one_look() {
        var looks = new AtomicInteger();
        var queries = new ConvergenceQueries(counting(looks), new Relays(relayAt(7)));

        var streams = IntStream.range(0, 600).mapToObj(_ -> queries.watch(ID).subscribe()).toList();
        await().until(() -> looks.get() > 0);
        streams.forEach(Disposable::dispose);

        assertThat(looks.get()).isLessThan(20);
        assertThat(queries.watched()).isZero();
    }

    @Test
    void a_wait_that_cannot_read_relays_ends_without_a_result() {
        var wait =
                new Wait(
                        new ConvergenceQueries(
                                new Views(new ArrayDeque<>()), new Relays(relayAt(7))),
                        Duration.ofSeconds(30));
        StepVerifier.create(
                        wait.appended(
                                List.of(
                                        new RecordedEvent(
                                                ID.text(),
                                                8,
                                                "event",
                                                NOW,
                                                new Actor("acme", "", "", ""),
                                                new AcceleratorRenamed("shop"),
                                                RecordedEvent.NO_HASH,
                                                RecordedEvent.NO_HASH))))
                .verifyComplete();

        StepVerifier.create(wait.answerable()).expectComplete().verify(Duration.ofSeconds(10));

        assertThat(wait.outcome())
                .isEqualTo(
                        new Wait.Outcome(
                                false, List.of(ID), List.of("ga-1: not known yet"), List.of()));
    }

    private static AcceleratorViews counting(AtomicInteger looks) {
        return new AcceleratorViews() {
            @Override
            public Mono<AcceleratorImage> find(AcceleratorId id) {
                return Mono.empty();
            }

            @Override
            public Mono<AcceleratorImage> findWhole(AcceleratorId id) {
                return find(id);
            }

            @Override
            public Mono<AcceleratorRecord> record(AcceleratorId id) {
                return Mono.fromSupplier(
                        () -> {
                            looks.incrementAndGet();
                            return accelerator(7);
                        });
            }
        };
    }

    /**
     * @param revisions of the accelerator, at each look
     */
    private static Convergence find(RelayStanding relay, long... revisions) {
        var looks = new ArrayDeque<AcceleratorImage>();
        for (var revision : revisions) {
            looks.add(accelerator(revision));
        }
        var queries = new ConvergenceQueries(new Views(looks), new Relays(relay));
        var found = Objects.requireNonNull(queries.find(ID, "acme").block());
        assertThat(looks).isEmpty();
        return found;
    }

    private static RelayStanding relayAt(long revision) {
        return new RelayStanding(
                "a",
                "hk",
                true,
                NOW,
                null,
                revision,
                RecordedEvent.NO_HASH,
                revision,
                List.of(),
                NOW,
                null);
    }

    private static AcceleratorImage accelerator(long revision) {
        return new AcceleratorImage(
                ID,
                revision,
                RecordedEvent.NO_HASH,
                NOW,
                Accelerator.bare("acme", new SpecificationLimits("SMALL_I", 2, 20, 5_000))
                        .withRegions(
                                List.of(
                                        new AccelerationRegion(
                                                "ASIA", "hk", 10, IpVersion.IPV6, "::1"))));
    }

    /** Changes between one look and the next. */
    private record Views(Queue<AcceleratorImage> looks) implements AcceleratorViews {
        @Override
        public Mono<AcceleratorImage> find(AcceleratorId id) {
            return Mono.fromSupplier(looks::remove);
        }

        @Override
        public Mono<AcceleratorImage> findWhole(AcceleratorId id) {
            return find(id);
        }

        @Override
        public Mono<AcceleratorRecord> record(AcceleratorId id) {
            return Mono.fromSupplier(looks::remove);
        }
    }

    private record Relays(RelayStanding standing) implements RelayStatuses {
        @Override
        public Flux<RelayStanding> standings(AcceleratorId id, Collection<String> regions) {
            return Flux.just(standing);
        }

        @Override
        public Flux<Set<AcceleratorId>> applied() {
            return Flux.never();
        }
    }
}
