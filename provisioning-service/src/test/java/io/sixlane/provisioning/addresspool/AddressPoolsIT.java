package io.sixlane.provisioning.addresspool;

import static io.sixlane.provisioning.TestPlatform.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class AddressPoolsIT {
    private static final int ALLOCATED = 50;

    private final StoreFixture fixture = new StoreFixture();
    private final AtomicInteger read = new AtomicInteger();
    private final AddressPools pools =
            new AddressPools(
                    new Counting(),
                    fixture.streams(),
                    new AddressPoolProperties("", Duration.ofHours(1)),
                    Clock.systemUTC());

    /** Counts the events that are read. */
    private final class Counting implements EventStore {
        @Override
        public Flux<RecordedEvent> load(String streamId) {
            return history(streamId, 1, Integer.MAX_VALUE);
        }

        @Override
        public Flux<RecordedEvent> history(String streamId, long fromRevision, int limit) {
            return fixture.store()
                    .history(streamId, fromRevision, limit)
                    .doOnNext(_ -> read.incrementAndGet());
        }

        @Override
        public Mono<List<RecordedEvent>> append(Change change) {
            return fixture.store().append(change);
        }

        @Override
        public Mono<List<List<RecordedEvent>>> appendInOrder(List<Change> changes) {
            return fixture.store().appendInOrder(changes);
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void reads_only_what_is_new_of_a_pool() {
        var events = new ArrayList<StreamEvent>();
        events.add(new AddressPoolRegistered("a", "fd00::/64"));
        for (var i = 1; i <= ALLOCATED; i++) {
            events.add(allocated(i));
        }
        fixture.append("pool-a", 0, events.toArray(StreamEvent[]::new));
        await(pools.load("a"));
        fixture.append("pool-a", events.size(), allocated(ALLOCATED + 1));
        read.set(0);

        var pool = await(pools.load("a"));

        assertThat(read).hasValue(2);
        assertThat(pool.revision()).isEqualTo(events.size() + 1L);
        assertThat(pool.holdings()).hasSize(ALLOCATED + 1);
    }

    @Test
    void has_nothing_of_a_region_without_a_pool() {
        assertThat(await(pools.load("elsewhere"))).isEqualTo(AddressPool.NOTHING);
    }

    /** As after a start whose first connection takes longer than the pool waits for one. */
    @Test
    void a_start_waits_for_a_database_that_does_not_answer() throws Exception {
        try (var blocker = fixture.connect();
                var statement = blocker.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                        execute format('alter database %I set lock_timeout = 100', current_database());
                    end $$
                    """);
            blocker.setAutoCommit(false);
            statement.execute("lock table event in access exclusive mode");
            var configured = new AddressPoolProperties("b=fd00:b::/64", Duration.ofHours(1));
            var starting =
                    CompletableFuture.runAsync(
                            () ->
                                    new AddressPoolRegistration(pools, configured)
                                            .run(new DefaultApplicationArguments()));
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> !starting.isDone());

            blocker.rollback();

            starting.get(30, TimeUnit.SECONDS);
        }
        assertThat(await(pools.load("b")).revision()).isEqualTo(1);
    }

    private static StreamEvent allocated(int number) {
        return new AddressAllocated(
                String.format(Locale.ROOT, "fd00::%x", number), new AcceleratorId("ga-1"));
    }
}
