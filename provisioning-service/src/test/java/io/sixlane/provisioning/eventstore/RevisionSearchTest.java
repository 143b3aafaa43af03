package io.sixlane.provisioning.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.TestPlatform;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RevisionSearchTest {
    /** One event a second, counting reads. */
    private record Seconds(int length, AtomicInteger reads) implements EventStore {
        @Override
        public Flux<RecordedEvent> load(String streamId) {
            return Flux.error(new AssertionError("reads everything"));
        }

        @Override
        public Flux<RecordedEvent> history(String streamId, long fromRevision, int limit) {
            reads.incrementAndGet();
            return fromRevision > length
                    ? Flux.empty()
                    : Flux.just(
                            new RecordedEvent(
                                    streamId,
                                    fromRevision,
                                    "event",
                                    Instant.ofEpochSecond(fromRevision),
                                    StoreFixture.ACTOR,
                                    new AcceleratorRenamed("shop"),
                                    RecordedEvent.NO_HASH,
                                    RecordedEvent.NO_HASH));
        }

        @Override
        public Mono<List<RecordedEvent>> append(Change change) {
            return Mono.empty();
        }

        @Override
        public Mono<List<List<RecordedEvent>>> appendInOrder(List<Change> changes) {
            return Mono.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 1_000_000})
    void finds_every_moment_by_few_reads(int length) {
        for (var wanted : List.of(0, 1, 2, length / 2, length - 1, length, length + 1)) {
            var store = new Seconds(length, new AtomicInteger());

            var first =
                    TestPlatform.await(
                            RevisionSearch.first(store, "ga-1", Instant.ofEpochSecond(wanted)));

            assertThat(first).isEqualTo(Math.clamp(wanted, 1, length + 1));
            assertThat(store.reads().get()).isLessThan(64);
        }
    }
}
