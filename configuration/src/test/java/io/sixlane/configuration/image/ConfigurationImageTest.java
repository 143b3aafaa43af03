package io.sixlane.configuration.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationImageTest {
    private static final AcceleratorId FIRST = new AcceleratorId("ga-0");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_batch_split_of_a_short_log_gives_the_same_image(long seed) {
        var log = new RandomLog(seed).records(2, 10);
        var whole = replay(log, _ -> false);

        for (int splits = 0; splits < 1 << (log.size() - 1); splits++) {
            var bits = splits;
            assertThat(replay(log, i -> (bits >> i & 1) == 1))
                    .as("seed %d, splits %s", seed, Integer.toBinaryString(splits))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void random_batch_splits_of_a_long_log_give_the_same_image(long seed) {
        var log = new RandomLog(seed).records(50, 2_000);
        var whole = replay(log, _ -> false);
        var random = new Random(seed);

        for (int run = 0; run < 20; run++) {
            var one = 1 + random.nextInt(200);
            assertThat(replay(log, _ -> random.nextInt(one) == 0))
                    .as("seed %d, batches of about %d", seed, one)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void sending_any_earlier_span_again_changes_nothing(long seed) {
        var log = new RandomLog(seed).records(3, 30);
        var image = replay(log, _ -> false);

        for (int from = 0; from < log.size(); from++) {
            for (int to = from + 1; to <= log.size(); to++) {
                var delta = new ConfigurationDelta(image);
                log.subList(from, to).forEach(delta::replay);

                assertThat(delta.changes()).as("seed %d, %d to %d", seed, from, to).isEmpty();
                assertThat(delta.apply()).isSameAs(image);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void a_span_sent_again_in_the_middle_changes_nothing(long seed) {
        var log = new RandomLog(seed).records(3, 200);
        var whole = replay(log, _ -> false);
        var random = new Random(seed);

        for (int run = 0; run < 100; run++) {
            var at = random.nextInt(log.size());
            var from = random.nextInt(at + 1);
            var resent = new ArrayList<>(log.subList(0, at));
            resent.addAll(log.subList(from, log.size()));

            assertThat(replay(resent, _ -> random.nextInt(10) == 0))
                    .as("seed %d, from %d again at %d", seed, from, at)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52})
    void differs_where_a_record_differs_or_is_missing_in_either_image(long seed) {
        var log = new RandomLog(seed).records(20, 400);
        var before = replay(log.subList(0, 200), _ -> false);
        var after = replay(log, _ -> false);
        var expected =
                log.stream()
                        .map(AcceleratorRecord::id)
                        .filter(id -> !Objects.equals(before.find(id), after.find(id)))
                        .collect(Collectors.toSet());

        assertThat(expected).as("seed %d", seed).isNotEmpty();
        assertThat(after.differences(before)).isEqualTo(expected);
        assertThat(before.differences(after)).isEqualTo(expected);
        assertThat(after.differences(replay(log, _ -> true))).isEmpty();
        assertThat(after.differences(ConfigurationImage.EMPTY)).hasSize(after.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void a_compacted_log_gives_the_same_image(long seed) {
        var log = new RandomLog(seed).records(20, 1_000);
        var last = new LinkedHashMap<AcceleratorId, AcceleratorRecord>();
        log.forEach(record -> last.put(record.id(), record));

        assertThat(replay(List.copyOf(last.values()), _ -> true))
                .isEqualTo(replay(log, _ -> false));
    }

    @Test
    void a_removed_accelerator_is_remembered_at_its_revision() {
        var image = replay(List.of(accelerator(0, 4), removed(0, 5)), _ -> true);

        assertThat(image.accelerator(FIRST)).isNull();
        assertThat(image.accelerators()).isEmpty();
        assertThat(image.records()).containsExactly(removed(0, 5));
        assertThat(image.revisionOf(FIRST)).isEqualTo(5);
        assertThat(new ConfigurationDelta(image).replay(accelerator(0, 4))).isFalse();
    }

    @Test
    void is_empty_at_first() {
        assertThat(ConfigurationImage.EMPTY.revisionOf(FIRST)).isZero();
        assertThat(ConfigurationImage.EMPTY.find(FIRST)).isNull();
        assertThat(ConfigurationImage.EMPTY.records()).isEmpty();
    }

    @Test
    void an_image_stays_as_it_was_when_the_next_is_made() {
        var before = replay(List.of(accelerator(0, 1), accelerator(1, 1)), _ -> false);

        var delta = new ConfigurationDelta(before);
        delta.replay(removed(0, 2));
        var after = delta.apply();

        assertThat(before.accelerator(FIRST)).isEqualTo(accelerator(0, 1));
        assertThat(before.accelerators()).hasSize(2);
        assertThat(after.accelerators()).containsExactly(accelerator(1, 1));
        assertThat(after.size()).isEqualTo(2);
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void one_change_among_many_does_not_copy_them_all() {
        var many = 100_000;
        var image =
                replay(
                        IntStream.range(0, many)
                                .<AcceleratorRecord>mapToObj(i -> accelerator(i, 1))
                                .toList(),
                        _ -> false);

        var start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            var delta = new ConfigurationDelta(image);
            delta.replay(accelerator(i, 2));
            image = delta.apply();
        }
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(image.size()).isEqualTo(many);
        assertThat(image.records().filter(record -> record.revision() == 2)).hasSize(1_000);
        // copying them all takes about 2 ms each time, this about 10 µs
        assertThat(took).isLessThan(Duration.ofMillis(800));
    }

    /** Applies after each record that {@code split} says yes to, and at the end. */
    private static ConfigurationImage replay(List<AcceleratorRecord> log, IntPredicate split) {
        var image = ConfigurationImage.EMPTY;
        var delta = new ConfigurationDelta(image);
        for (int i = 0; i < log.size(); i++) {
            delta.replay(log.get(i));
            if (split.test(i)) {
                image = delta.apply();
                delta = new ConfigurationDelta(image);
            }
        }
        return delta.apply();
    }

    private static AcceleratorImage accelerator(int number, long revision) {
        return new AcceleratorImage(
                new AcceleratorId("ga-" + number),
                revision,
                "head",
                Examples.START,
                Accelerator.bare("local", Examples.SMALL_I));
    }

    private static AcceleratorRecord removed(int number, long revision) {
        return new AcceleratorRemoved(
                new AcceleratorId("ga-" + number), revision, "head", Examples.START);
    }
}
