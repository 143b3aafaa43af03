package io.sixlane.relay.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Connections that forward on a clock that the test turns. */
class SharedBudgetTest {
    private static final int MEGABYTE = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private long now = 5 * SECOND;

    /**
     * A connection that always has bytes, asks in pieces and comes late when it was told to wait.
     */
    private static final class Sender {
        private final ByteBudget budget;
        private final long start;
        private final int piece;
        private long sent;
        private long next;

        private Sender(ByteBudget budget, long start, int piece) {
            this.budget = budget;
            this.start = start;
            this.next = start;
            this.piece = piece;
        }
    }

    @Test
    void a_rate_is_kept_within_3_percent_over_10_seconds() {
        for (var rate : List.of(MEGABYTE / 4, 10 * MEGABYTE, 125 * MEGABYTE)) {
            var only = sender(List.of(limit(rate)), 0, 256 * 1024);

            run(List.of(only), 10 * SECOND);

            assertThat(only.sent).as("%d bytes/s", rate).isCloseTo(10L * rate, withPercentage(3));
        }
    }

    /** Also when one is longer than a turn of a connection, as many joined ones are. */
    @Test
    void datagrams_go_whole_within_3_percent_of_the_rate() {
        for (var bytes : List.of(200, 1_200, 9_000, 60_000)) {
            for (var rate : List.of(MEGABYTE / 4, 10 * MEGABYTE)) {
                var region = limit(rate);
                var budgets =
                        List.of(budget(List.of(region)), budget(List.of(region, limit(rate))));
                var sent = 0L;
                var start = now;
                for (var i = 0; now - start < 10 * SECOND; i++) {
                    sent += budgets.get(i % 2).takeWhole(bytes) ? bytes : 0;
                    now += Math.round(1e9 * bytes / rate / 2); // asks for twice the rate
                }
                assertThat(sent)
                        .as("%d bytes each, %d bytes/s", bytes, rate)
                        .isCloseTo(10L * rate, withPercentage(3));
            }
        }
    }

    @Test
    void a_datagram_refused_at_one_level_is_charged_at_none() {
        var region = limit(10 * MEGABYTE);
        var connection = budget(List.of(region, limit(MEGABYTE / 4)));
        var others = budget(List.of(region));
        var refused = 0;
        for (var i = 0; i < 1_000; i++) {
            refused += connection.takeWhole(1_000) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(900);
        var taken = 0;
        while (others.takeWhole(1_000)) {
            taken++;
        }
        assertThat(taken).isBetween(190, 201); // 20 ms at 10 MB/s, less what went before
    }

    @Test
    void connections_share_a_rate_evenly() {
        var region = limit(10 * MEGABYTE);
        var senders = new ArrayList<Sender>();
        for (var i = 0; i < 20; i++) {
            senders.add(sender(List.of(region), 0, i % 2 == 0 ? 16 * 1024 : 256 * 1024));
        }

        run(senders, 10 * SECOND);

        for (var each : senders) {
            assertThat(each.sent).isCloseTo(5L * MEGABYTE, withPercentage(5));
        }
    }

    @Test
    void an_idle_share_is_lent_and_comes_back() {
        var region = limit(10 * MEGABYTE);
        var first = sender(List.of(region), 0, 64 * 1024);
        var second = sender(List.of(region), 5 * SECOND, 64 * 1024);

        run(List.of(first, second), 10 * SECOND);

        assertThat(first.sent).isCloseTo(75L * MEGABYTE, withPercentage(3));
        assertThat(second.sent).isCloseTo(25L * MEGABYTE, withPercentage(3));
    }

    @Test
    void the_tightest_level_decides_and_leaves_the_rest_to_others() {
        var region = limit(10 * MEGABYTE);
        var slowListener = limit(2 * MEGABYTE);
        var slow = sender(List.of(slowListener, region), 0, 64 * 1024);
        var capped = sender(List.of(limit(MEGABYTE), slowListener, region), 0, 64 * 1024);
        var free = sender(List.of(region), 0, 64 * 1024);

        run(List.of(slow, capped, free), 10 * SECOND);

        assertThat(slow.sent + capped.sent).isCloseTo(20L * MEGABYTE, withPercentage(3));
        assertThat(capped.sent).isLessThanOrEqualTo(10L * MEGABYTE * 103 / 100);
        assertThat(slow.sent + capped.sent + free.sent)
                .isCloseTo(100L * MEGABYTE, withPercentage(3));
    }

    @Test
    void returned_tokens_are_granted_again() {
        var limit = limit(MEGABYTE);
        var budget = budget(List.of(limit));
        now += SECOND; // the burst is there
        var granted = budget.take(4_000);
        assertThat(granted).isEqualTo(4_000);

        budget.giveBack(4_000);
        var again = 0;
        for (var got = budget.take(4_000); got > 0; got = budget.take(4_000)) {
            again += got;
        }

        assertThat((long) again)
                .isCloseTo(RateLimit.BURST_NANOS * MEGABYTE / SECOND + 4_000, withPercentage(10));
    }

    @Test
    void a_changed_rate_applies_at_once() {
        var limit = limit(MEGABYTE);
        var only = sender(List.of(limit), 0, 64 * 1024);
        run(List.of(only), 5 * SECOND);

        limit.change(4 * MEGABYTE, now);
        run(List.of(only), 5 * SECOND);

        assertThat(only.sent).isCloseTo(25L * MEGABYTE, withPercentage(3));
    }

    @Test
    void connections_that_close_while_they_wait_delay_no_other() {
        var region = limit(MEGABYTE);
        var before = budget(List.of(region));
        assertThat(before.take(4_000)).isPositive();
        var flood = new ArrayList<SharedBudget>();
        for (var i = 0; i < 400; i++) {
            var one = budget(List.of(region));
            flood.add(one);
            assertThat(one.take(4_000)).isZero();
        }
        var waits = budget(List.of(region));
        assertThat(waits.take(4_000)).isZero();

        flood.forEach(SharedBudget::close);

        assertThat(waits.waitNanos()).isLessThan(50_000_000);
        now += 50_000_000;
        assertThat(waits.take(4_000)).isEqualTo(4_000);
        assertThat(budget(List.of(region)).take(4_000)).isEqualTo(4_000);
    }

    @Test
    void a_rate_is_kept_while_connections_come_wait_and_close() {
        var region = limit(MEGABYTE);
        var stays = sender(List.of(region), 0, 4_000);
        for (var round = 0; round < 100; round++) {
            var flood = new ArrayList<SharedBudget>();
            for (var i = 0; i < 50; i++) {
                var one = budget(List.of(region));
                flood.add(one);
                var _ = one.take(4_000);
            }
            flood.forEach(SharedBudget::close);
            run(List.of(stays), 100_000_000);
        }
        assertThat(stays.sent).isBetween(8L * MEGABYTE, 10_300_000L);
    }

    @Test
    void limits_that_come_and_go_hold_for_connections_that_are_open() {
        var bandwidth = new Bandwidth(new Bandwidth(null, () -> now), () -> now);
        var budget = bandwidth.budget(Direction.OUT);
        assertThat(budget.take(1 << 20)).isEqualTo(1 << 20);

        bandwidth.change(8.0);
        assertThat(sent(budget)).isCloseTo(MEGABYTE, withPercentage(10));
        bandwidth.changeConnections(4.0);
        assertThat(sent(budget)).isCloseTo(MEGABYTE / 2, withPercentage(10));
        bandwidth.change(null);
        assertThat(sent(budget)).isCloseTo(MEGABYTE / 2, withPercentage(10));
        bandwidth.changeConnections(16.0);
        assertThat(sent(budget)).isCloseTo(2 * MEGABYTE, withPercentage(10));
        bandwidth.changeConnections(null);
        assertThat(budget.take(1 << 20)).isEqualTo(1 << 20);
    }

    @Test
    void a_connection_that_waits_for_a_limit_that_is_gone_goes_on() {
        var bandwidth = new Bandwidth(null, () -> now);
        bandwidth.change(0.1);
        var budget = bandwidth.budget(Direction.IN);
        while (budget.take(10_000) > 0) {
            // until it has to wait
        }
        bandwidth.change(null);
        assertThat(budget.waitNanos()).isLessThan(SECOND / 10);
        assertThat(budget.take(10_000)).isEqualTo(10_000);
    }

    /** Bytes in the second that follows. */
    private long sent(ByteBudget budget) {
        var sender = new Sender(budget, now, 16 * 1024);
        run(List.of(sender), SECOND);
        return sender.sent;
    }

    private SharedBudget budget(List<RateLimit> levels) {
        return new SharedBudget(
                level -> level < levels.size() ? levels.get(level) : null, () -> now);
    }

    private RateLimit limit(double bytesPerSecond) {
        return new RateLimit(bytesPerSecond, now);
    }

    private Sender sender(List<RateLimit> levels, long startsIn, int piece) {
        return new Sender(budget(levels), now + startsIn, piece);
    }

    /** Wakes whoever is due next, up to 2 ms late as an event loop would. */
    private void run(List<Sender> senders, long nanos) {
        var end = now + nanos;
        var lateness = new Random(20261123);
        var queue = new PriorityQueue<Sender>(Comparator.comparingLong(sender -> sender.next));
        for (var sender : senders) {
            sender.next = Math.max(sender.start, now);
            queue.add(sender);
        }
        while (!queue.isEmpty() && queue.element().next < end) {
            var sender = queue.remove();
            now = Math.max(now, sender.next);
            var granted = sender.budget.take(sender.piece);
            sender.sent += granted;
            sender.next =
                    granted > 0
                            ? now + 1_000
                            : now + sender.budget.waitNanos() + lateness.nextInt(2_000_000);
            queue.add(sender);
        }
        now = end;
    }
}
