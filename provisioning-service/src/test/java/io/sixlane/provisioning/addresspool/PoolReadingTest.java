package io.sixlane.provisioning.addresspool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the log is cut, and wherever reading continues, the pool is what the whole log says. */
class PoolReadingTest {
    private static final int EVENTS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, 42})
    void every_batch_split_gives_the_same_result(long seed) {
        var random = new Random(seed);
        var held = 0;
        var resting = 0;
        for (var round = 0; round < 50; round++) {
            var log = log(random);
            var oneByOne = AddressPool.NOTHING;
            for (var event : log) {
                oneByOne = oneByOne.evolve(event);
            }
            var reading = PoolReading.NOTHING;
            for (var end = 0; end < EVENTS; ) {
                end = Math.min(EVENTS, end + random.nextInt(60));
                reading = goOn(reading, log.subList(0, end));
            }

            assertThat(reading.pool()).isEqualTo(oneByOne);
            assertThat(reading.head()).isEqualTo(log.getLast().hash());
            assertThat(oneByOne.revision()).isEqualTo(EVENTS);
            held += oneByOne.holdings().size();
            resting += oneByOne.released().size();
        }
        assertThat(held).isPositive();
        assertThat(resting).isPositive();
    }

    @Test
    void does_not_continue_where_the_log_no_longer_has_what_was_read() {
        var log = log(new Random(1));
        var given = goOn(PoolReading.NOTHING, log.subList(0, 5));
        var other = new ArrayList<>(log);
        other.set(4, recorded(5, "other", new AddressReleased("fd00::1")));

        assertThat(tryToGoOn(given, log.subList(0, 4))).isNull();
        assertThat(tryToGoOn(given, other)).isNull();
    }

    private static PoolReading goOn(PoolReading before, List<RecordedEvent> log) {
        return Objects.requireNonNull(tryToGoOn(before, log));
    }

    /** As the store answers: events from a revision on. */
    private static @Nullable PoolReading tryToGoOn(PoolReading before, List<RecordedEvent> log) {
        var reading = before.goOn();
        log.stream().filter(event -> event.revision() >= before.from()).forEach(reading::then);
        return reading.end();
    }

    private static List<RecordedEvent> log(Random random) {
        var log = new ArrayList<RecordedEvent>();
        for (var revision = 1; revision <= EVENTS; revision++) {
            log.add(recorded(revision, "hash-" + revision, event(random)));
        }
        return log;
    }

    private static AddressPoolEvent event(Random random) {
        var address = random.nextBoolean() ? "fd00::%s" : "192.0.2.%s";
        var text = address.formatted(1 + random.nextInt(6));
        return switch (random.nextInt(10)) {
            case 0 ->
                    new AddressPoolRegistered("a", random.nextBoolean() ? "fd00::/64" : "::1/128");
            case 1, 2, 3, 4, 5 -> new AddressReleased(text);
            default -> new AddressAllocated(text, new AcceleratorId("ga-" + random.nextInt(5)));
        };
    }

    private static RecordedEvent recorded(long revision, String hash, AddressPoolEvent event) {
        return new RecordedEvent(
                "pool-a",
                revision,
                "event",
                Instant.EPOCH.plusSeconds(revision),
                new Actor("acme", "ann", "", "request"),
                event,
                RecordedEvent.NO_HASH,
                hash);
    }
}
