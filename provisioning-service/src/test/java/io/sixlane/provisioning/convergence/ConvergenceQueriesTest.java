package io.sixlane.provisioning.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is asked in which order: between two questions a change may come. */
class ConvergenceQueriesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final AcceleratorId ID = new AcceleratorId("ga-1");

    @Test
    void a_change_that_comes_between_the_two_looks_is_not_taken_for_one_that_is_not_in_the_log() {
        var convergence = find(relayAt(8), 7, 8);

        assertThat(convergence.desiredRevision()).isEqualTo(8);
        assertThat(convergence.late()).isEmpty();
    }

    @Test
    void a_relay_that_is_ahead_of_the_log_at_the_second_look_is_said_to_be() {
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
        public Mono<AcceleratorRecord> record(AcceleratorId id) {
            return Mono.fromSupplier(looks::remove);
        }

        @Override
        public Mono<Slice> page(String account, @Nullable AcceleratorId after, int limit) {
            return Mono.empty();
        }
    }

    private record Relays(RelayStanding standing) implements RelayStatuses {
        @Override
        public Flux<RelayStanding> standings(AcceleratorId id, Collection<String> regions) {
            return Flux.just(standing);
        }

        @Override
        public Flux<Set<AcceleratorId>> news() {
            return Flux.never();
        }
    }
}
