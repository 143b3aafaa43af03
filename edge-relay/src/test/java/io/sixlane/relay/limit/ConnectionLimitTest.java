package io.sixlane.relay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Protocol;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
    @Test
    void never_lets_more_in_than_allowed() throws InterruptedException {
        var limit = new ConnectionLimit(100);
        var acquired = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 1000; i++) {
                threads.execute(
                        () -> {
                            if (limit.tryAcquire()) {
                                acquired.incrementAndGet();
                            }
                        });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(acquired).hasValue(100);
        limit.release();
        assertThat(limit.tryAcquire()).isTrue();
    }

    @Test
    void sessions_take_no_place_of_connections() {
        var limits = new ConnectionLimits();
        var id = new AcceleratorId("ga-1");
        limits.of(id, Protocol.TCP).change(1);
        limits.of(id, Protocol.UDP).change(1);
        assertThat(limits.of(id, Protocol.UDP).tryAcquire()).isTrue();
        assertThat(limits.of(id, Protocol.UDP).tryAcquire()).isFalse();
        assertThat(limits.of(id, Protocol.TCP).tryAcquire()).isTrue();
    }

    @Test
    void an_accelerator_is_forgotten_with_its_last_connection() {
        var limits = new ConnectionLimits();
        var id = new AcceleratorId("ga-1");
        var limit = limits.of(id, Protocol.UDP);
        limit.change(1);
        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limits.forgetIdle(id)).isFalse();
        limit.release();
        assertThat(limits.forgetIdle(id)).isTrue();
        assertThat(limits.size()).isZero();
    }

    @Test
    void a_lower_limit_keeps_what_is_open() {
        var limits = new ConnectionLimits();
        var id = new AcceleratorId("ga-1");
        var limit = limits.of(id, Protocol.TCP);
        limit.change(2);
        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limit.tryAcquire()).isTrue();
        limits.of(id, Protocol.TCP).change(1);
        assertThat(limit.open()).isEqualTo(2);
        limit.release();
        assertThat(limit.tryAcquire()).isFalse();
        limit.release();
        assertThat(limit.tryAcquire()).isTrue();
    }
}
