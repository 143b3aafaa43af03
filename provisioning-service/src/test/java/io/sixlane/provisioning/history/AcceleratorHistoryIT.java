package io.sixlane.provisioning.history;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.http.request.Page;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.CountingEventStore;
import io.sixlane.provisioning.eventstore.EventPages.Slice;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.provisioning.history.Moment.AtTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AcceleratorHistoryIT {
    private static final int CHANGES = 450;
    private static final String ID = "ga-history";

    private final StoreFixture fixture = new StoreFixture();
    private final AtomicInteger read = new AtomicInteger();
    private final EventStore counting = new CountingEventStore(fixture.store(), read);
    private final AcceleratorHistory history =
            new AcceleratorHistory(counting, this::counted, fixture.past(counting));

    private Mono<Slice> counted(String streamId, long fromRevision, int limit) {
        return fixture.pages()
                .page(streamId, fromRevision, limit)
                .doOnNext(slice -> read.addAndGet(slice.events().size()));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_page_of_a_long_history_reads_about_as_many_events_as_it_has() {
        fixture.append(ID, 0, created(ID));
        for (var change = 1; change <= CHANGES; change++) {
            var append = new Append(ID, change, List.of(new AcceleratorRenamed("n-" + change)));
            var at = StoreFixture.AT.plusSeconds(change);
            fixture.store()
                    .append(new Change(StoreFixture.ACTOR, at, List.of(append)))
                    .block(Duration.ofSeconds(10));
        }
        var from = new AtTime(StoreFixture.AT.plusSeconds(400));

        var first = page(Optional.of(from), Optional.empty(), 1);

        assertThat(first.items()).extracting(HistoryEntry::revision).startsWith(401L).hasSize(10);
        assertThat(read.getAndSet(0)).isLessThanOrEqualTo(130);
        var next = Long.parseLong(Objects.requireNonNull(first.nextPageToken()));
        assertThat(page(Optional.of(from), Optional.empty(), next).items())
                .extracting(HistoryEntry::revision)
                .startsWith(411L)
                .hasSize(10);
        read.set(0);
        assertThat(page(Optional.empty(), Optional.empty(), 1).items()).hasSize(10);
        assertThat(read.getAndSet(0)).isEqualTo(11);
        assertThat(
                        page(
                                        Optional.of(from),
                                        Optional.of(new AtTime(from.time().plusSeconds(2))),
                                        1)
                                .items())
                .extracting(HistoryEntry::revision)
                .containsExactly(401L, 402L, 403L);
    }

    @Test
    void a_page_ends_early_at_large_events() {
        var name = "x".repeat(3 * 1_048_576 / 2);
        fixture.append(ID, 0, created(ID));
        for (var change = 1; change <= 5; change++) {
            fixture.append(ID, change, new AcceleratorRenamed(change + name));
        }

        var first = page(Optional.empty(), Optional.empty(), 1);
        var second = page(Optional.empty(), Optional.empty(), next(first));
        var third = page(Optional.empty(), Optional.empty(), next(second));

        assertThat(first.items()).extracting(HistoryEntry::revision).containsExactly(1L, 2L, 3L);
        assertThat(second.items()).extracting(HistoryEntry::revision).containsExactly(4L, 5L);
        assertThat(third.items()).extracting(HistoryEntry::revision).containsExactly(6L);
        assertThat(third.nextPageToken()).isNull();
    }

    /** What PostgreSQL cannot compress counts as it is, which ends the page before it is read. */
    @Test
    void one_event_of_the_largest_size_is_a_page() {
        var random = new Random(1);
        var name = new StringBuilder();
        random.ints(4_000_000, 'a', 'z').forEach(letter -> name.append((char) letter));
        fixture.append(ID, 0, created(ID), new AcceleratorRenamed(name.toString()));
        fixture.append(ID, 2, new AcceleratorRenamed(name.reverse().toString()));

        var second = page(Optional.empty(), Optional.empty(), 2);

        assertThat(second.items()).extracting(HistoryEntry::revision).containsExactly(2L);
        assertThat(next(second)).isEqualTo(3);
    }

    private static long next(Page<HistoryEntry> page) {
        return Long.parseLong(Objects.requireNonNull(page.nextPageToken()));
    }

    private Page<HistoryEntry> page(Optional<Moment> from, Optional<Moment> to, long next) {
        return Objects.requireNonNull(
                history.events(
                                new AcceleratorId(ID),
                                StoreFixture.ACTOR.account(),
                                from,
                                to,
                                next,
                                10)
                        .block(Duration.ofSeconds(10)));
    }
}
