package io.sixlane.provisioning.eventstore;

import static io.sixlane.provisioning.TestPlatform.await;
import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading from any snapshot gives the same past as the whole log. */
class AcceleratorPastIT {
    private static final int CHANGES = 30;
    private static final int EVENTS_EACH = 12;

    private final StoreFixture fixture = new StoreFixture();
    private final AtomicInteger read = new AtomicInteger();
    private final AcceleratorPast past =
            fixture.past(new CountingEventStore(fixture.store(), read));

    @AfterEach
    void close() {
        fixture.close();
    }

    /** One change a second. */
    private AcceleratorId longHistory() {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        for (var change = 0; change < CHANGES; change++) {
            var events = new ArrayList<StreamEvent>();
            for (var i = 0; i < EVENTS_EACH; i++) {
                events.add(new AcceleratorRenamed("name-%s-%s".formatted(change, i)));
            }
            var at = StoreFixture.AT.plusSeconds(change + 1);
            var append = new Append(id, 1 + change * EVENTS_EACH, events);
            await(fixture.store().append(new Change(StoreFixture.ACTOR, at, List.of(append))));
        }
        return new AcceleratorId(id);
    }

    private static @Nullable AcceleratorRecord folded(List<RecordedEvent> events) {
        AcceleratorRecord record = null;
        for (var event : events) {
            record = AcceleratorEvolution.evolve(record, event);
        }
        return record;
    }

    @Test
    void is_the_same_from_a_snapshot_and_costs_no_more_with_a_longer_history() {
        var id = longHistory();
        var log = fixture.load(id.text());
        var most = StreamWriter.SNAPSHOT_EVERY + 2 * EVENTS_EACH;

        for (var revision = 1; revision <= log.size(); revision += 17) {
            read.set(0);
            assertThat(await(past.at(id, revision))).isEqualTo(folded(log.subList(0, revision)));
            assertThat(read.get()).as("events for revision %d", revision).isLessThan(most);
        }
        for (var second = 0; second <= CHANGES; second += 3) {
            var time = StoreFixture.AT.plusSeconds(second).plusMillis(500);
            read.set(0);
            assertThat(await(past.at(id, time)))
                    .isEqualTo(folded(log.subList(0, 1 + second * EVENTS_EACH)));
            assertThat(read.get()).as("events for second %d", second).isLessThan(most);
        }
    }

    @Test
    void is_empty_before_the_beginning_after_the_end_and_for_an_unknown_id() {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        var accelerator = new AcceleratorId(id);

        assertThat(past.at(accelerator, 2).blockOptional()).isEmpty();
        assertThat(past.at(accelerator, StoreFixture.AT.minusSeconds(1)).blockOptional()).isEmpty();
        assertThat(past.at(new AcceleratorId(newAccelerator()), 1).blockOptional()).isEmpty();
        assertThat(past.at(accelerator, 1).blockOptional().map(AcceleratorRecord::revision))
                .isEqualTo(Optional.of(1L));
    }
}
