package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneDemandTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long RTT = TimeUnit.MILLISECONDS.toNanos(120);

    private final LaneDemand demand = new LaneDemand();
    private long nowNanos = System.nanoTime();

    private int after(int seconds, int flowsPerSecond) {
        var standby = 0;
        for (var second = 0; second < seconds; second++) {
            for (var flow = 0; flow < flowsPerSecond; flow++) {
                demand.opened();
            }
            nowNanos += SECOND;
            standby = demand.standby(nowNanos);
        }
        return standby;
    }

    @Test
    void as_many_lanes_stand_by_as_flows_begin_in_a_second() {
        assertThat(after(60, 0)).isEqualTo(8);
        assertThat(after(60, 50)).isBetween(48, 50);
        assertThat(after(60, 1_000)).isEqualTo(256);
    }

    @Test
    void lanes_that_stand_by_are_not_too_many() {
        assertThat(demand.target(nowNanos, RTT, 8)).isEqualTo(8);
        for (var second = 0; second < 120; second++) {
            nowNanos += SECOND;
            assertThat(demand.target(nowNanos, RTT, 8)).isEqualTo(8);
            assertThat(demand.isTooMuch(8, nowNanos)).isFalse();
        }

        assertThat(demand.target(nowNanos, RTT, 0)).isZero();
        assertThat(demand.isTooMuch(8, nowNanos)).isFalse();
        assertThat(demand.isTooMuch(8, nowNanos + 61 * SECOND)).isTrue();
    }
}
