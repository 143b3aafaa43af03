package io.sixlane.metrics.window;

import static io.sixlane.metrics.window.Level.DAY;
import static io.sixlane.metrics.window.Level.HOUR;
import static io.sixlane.metrics.window.Level.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.metrics.window.Stretch.Due;
import io.sixlane.metrics.window.Stretch.Kept;
import io.sixlane.metrics.window.Stretch.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Kept ALL = new Kept(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    private static final Kept USUAL =
            new Kept(NOON.minus(Duration.ofDays(3)), NOON.minus(Duration.ofDays(62)), Instant.MIN);

    @Test
    void a_year_in_days_reads_days_and_finer_windows_at_its_ends_alone() {
        var from = Instant.parse("2025-11-30T22:58:30Z");

        assertThat(stretches(from, NOON, 86_400, ALL))
                .containsExactly(
                        new Stretch(null, from, Instant.parse("2025-11-30T22:59:00Z")),
                        new Stretch(
                                MINUTE,
                                Instant.parse("2025-11-30T22:59:00Z"),
                                Instant.parse("2025-11-30T23:00:00Z")),
                        new Stretch(
                                HOUR,
                                Instant.parse("2025-11-30T23:00:00Z"),
                                Instant.parse("2025-12-01T00:00:00Z")),
                        new Stretch(
                                DAY,
                                Instant.parse("2025-12-01T00:00:00Z"),
                                Instant.parse("2026-11-30T00:00:00Z")),
                        new Stretch(HOUR, Instant.parse("2026-11-30T00:00:00Z"), NOON));
    }

    @Test
    void where_finer_windows_are_gone_the_ends_are_whole_windows() {
        var from = Instant.parse("2025-11-30T22:58:30Z");

        assertThat(stretches(from, NOON, 86_400, USUAL).getFirst())
                .isEqualTo(
                        new Stretch(
                                HOUR,
                                Instant.parse("2025-11-30T22:00:00Z"),
                                Instant.parse("2025-12-01T00:00:00Z")));
    }

    @Test
    void a_step_is_served_by_windows_that_are_parts_of_it() {
        var from = NOON.minusSeconds(7_200);

        assertThat(stretches(from, NOON, 10, ALL)).containsExactly(new Stretch(null, from, NOON));
        assertThat(stretches(from, NOON, 90, ALL)).containsExactly(new Stretch(null, from, NOON));
        assertThat(stretches(from, NOON, 300, ALL))
                .containsExactly(new Stretch(MINUTE, from, NOON));
        assertThat(stretches(from, NOON, 7_200, ALL))
                .containsExactly(new Stretch(HOUR, from, NOON));
    }

    @Test
    void windows_that_lack_reports_are_replaced_by_finer_ones() {
        var from = NOON.minusSeconds(3 * 3_600);
        var late = from.plusSeconds(3_660);
        var range = new Range(from, NOON, 3_600, ALL, List.of(new Due(MINUTE, late)));

        assertThat(Stretch.of(range))
                .containsExactly(
                        new Stretch(HOUR, from, from.plusSeconds(3_600)),
                        new Stretch(MINUTE, from.plusSeconds(3_600), late),
                        new Stretch(null, late, late.plusSeconds(60)),
                        new Stretch(MINUTE, late.plusSeconds(60), from.plusSeconds(7_200)),
                        new Stretch(HOUR, from.plusSeconds(7_200), NOON));
    }

    @Test
    void any_range_is_covered_once() {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++) {
            var from = NOON.minusSeconds(random.nextInt(100 * 86_400));
            var to = from.plusSeconds(1 + random.nextInt(40 * 86_400));
            var due = new ArrayList<Due>();
            for (var each = random.nextInt(4); each > 0; each--) {
                var level = List.of(MINUTE, HOUR, DAY).get(random.nextInt(3));
                var moment = from.plusSeconds(random.nextInt(40 * 86_400));
                due.add(new Due(level, level.startOf(moment)));
            }
            var step = List.of(10L, 60L, 3_600L, 21_600L, 86_400L).get(random.nextInt(5));
            var kept = random.nextBoolean() ? ALL : USUAL;
            var found = Stretch.of(new Range(from, to, step, kept, due));

            assertThat(found.getFirst().from()).isBeforeOrEqualTo(from);
            assertThat(found.getLast().to()).isAfterOrEqualTo(to);
            for (var next = 1; next < found.size(); next++) {
                assertThat(found.get(next).from()).isEqualTo(found.get(next - 1).to());
            }
        }
    }

    private static List<Stretch> stretches(Instant from, Instant to, long step, Kept kept) {
        return Stretch.of(new Range(from, to, step, kept, List.of()));
    }
}
