package io.sixlane.platform.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OneWayTest {
    private static final long MILLI = 1_000_000;
    private static final long SEED = 7;

    private static OneWay under(String conditions) {
        return new OneWay(Conditions.of(conditions), SEED);
    }

    @Test
    void a_packet_arrives_after_the_delay() {
        var way = under("delay=75ms");
        assertThat(way.admit(5 * MILLI, 1500)).isEqualTo(80 * MILLI);
        assertThat(way.admit(5 * MILLI, 40)).isEqualTo(80 * MILLI);
    }

    @Test
    void packets_are_transmitted_one_after_the_other() {
        // 1,250 bytes are 10,000 bits: 1 ms at 10 Mbit/s.
        var way = under("delay=2ms rate=10mbit");
        assertThat(way.admit(0, 1250)).isEqualTo(3 * MILLI);
        assertThat(way.admit(0, 1250)).isEqualTo(4 * MILLI);
        assertThat(way.admit(MILLI / 2, 125)).isEqualTo(4 * MILLI + MILLI / 10);
        assertThat(way.admit(50 * MILLI, 1250)).isEqualTo(53 * MILLI);
    }

    @Test
    void the_queue_holds_as_many_packets_as_set() {
        var way = under("rate=10mbit queue=2p");
        assertThat(way.admit(0, 1250)).isEqualTo(MILLI);
        assertThat(way.admit(0, 1250)).isEqualTo(2 * MILLI);
        assertThat(way.admit(0, 1250)).isEqualTo(OneWay.FULL);
        assertThat(way.admit(MILLI, 1250)).isEqualTo(3 * MILLI);
        assertThat(way.counters()).isEqualTo(new Counters(4, 0, 1));
    }

    @Test
    void the_queue_holds_as_many_bytes_as_set() {
        var way = under("rate=10mbit queue=3000b");
        assertThat(way.admit(0, 1500)).isPositive();
        assertThat(way.admit(0, 1000)).isPositive();
        assertThat(way.admit(0, 501)).isEqualTo(OneWay.FULL);
        assertThat(way.admit(0, 500)).isPositive();
    }

    @Test
    void a_queue_of_many_packets_empties_in_order() {
        var way = under("rate=10mbit queue=5000p");
        for (var packet = 1; packet <= 5000; packet++) {
            assertThat(way.admit(0, 1250)).isEqualTo(packet * MILLI);
        }
        assertThat(way.admit(0, 1250)).isEqualTo(OneWay.FULL);
        assertThat(way.admit(4998 * MILLI, 1250)).isEqualTo(5001 * MILLI);
    }

    @Test
    void losses_are_independent_and_as_many_as_set() {
        var lost = lost(under("loss=1%"), 4_000_000);
        assertThat((double) lost.size()).isCloseTo(40_000, within(800.0));
        assertThat(runs(lost)).isCloseTo(1 / 0.99, within(0.01));
    }

    @Test
    void losses_come_in_bursts_of_the_mean_length() {
        var lost = lost(under("loss=1% burst=5"), 8_000_000);
        assertThat((double) lost.size()).isCloseTo(80_000, within(1600.0));
        assertThat(runs(lost)).isCloseTo(5, within(0.1));
    }

    private static List<Integer> lost(OneWay way, int packets) {
        var lost = new ArrayList<Integer>();
        for (var packet = 0; packet < packets; packet++) {
            if (way.admit(packet, 100) == OneWay.LOST) {
                lost.add(packet);
            }
        }
        assertThat(way.counters()).isEqualTo(new Counters(packets, lost.size(), 0));
        return lost;
    }

    /** The mean number of packets that were lost in a row. */
    private static double runs(List<Integer> lost) {
        var begun = 1;
        for (var i = 1; i < lost.size(); i++) {
            begun += lost.get(i) == lost.get(i - 1) + 1 ? 0 : 1;
        }
        return (double) lost.size() / begun;
    }

    @Test
    void jitter_is_uniform_around_the_delay() {
        var way = under("delay=75ms jitter=20ms");
        // One packet for each draw, so far apart that none waits for the one before.
        var delays =
                LongStream.range(0, 20_000)
                        .map(i -> i * 3 * OneWay.JITTER_NANOS)
                        .map(now -> way.admit(now, 100) - now)
                        .sorted()
                        .toArray();
        assertThat(delays[0] / (double) MILLI).isBetween(55.0, 55.1);
        assertThat(delays[5_000] / (double) MILLI).isCloseTo(65, within(0.4));
        assertThat(delays[10_000] / (double) MILLI).isCloseTo(75, within(0.4));
        assertThat(delays[15_000] / (double) MILLI).isCloseTo(85, within(0.4));
        assertThat(delays[19_999] / (double) MILLI).isBetween(94.9, 95.0);
    }

    @Test
    void neither_jitter_nor_a_shorter_delay_reorders() {
        var way = under("delay=20ms jitter=20ms");
        var last = 0L;
        for (var now = 0L; now < 2_000 * MILLI; now += MILLI) {
            if (now == 1_000 * MILLI) {
                way.change(Conditions.of("delay=1ms"));
            }
            var arrives = way.admit(now, 100);
            assertThat(arrives).isGreaterThanOrEqualTo(Math.max(last, now));
            last = arrives;
        }
        assertThat(last).isEqualTo(2_000 * MILLI);
    }

    @Test
    void a_cut_link_loses_everything_until_it_is_mended() {
        var way = under("delay=1ms cut");
        assertThat(way.admit(0, 100)).isEqualTo(OneWay.LOST);
        way.change(way.conditions().changed("mended"));
        assertThat(way.admit(0, 100)).isEqualTo(MILLI);
        assertThat(way.counters()).isEqualTo(new Counters(2, 1, 0));
    }

    @Test
    void the_seed_decides_every_draw() {
        var conditions =
                Conditions.of("delay=20ms jitter=5ms loss=30% burst=2 rate=10mbit queue=20p");
        assertThat(decisions(conditions, 3)).isEqualTo(decisions(conditions, 3));
        assertThat(decisions(conditions, 3)).isNotEqualTo(decisions(conditions, 4));
    }

    private static List<Long> decisions(Conditions conditions, long seed) {
        var way = new OneWay(conditions, seed);
        return LongStream.range(0, 1_000).mapToObj(i -> way.admit(i * MILLI / 2, 1250)).toList();
    }
}
