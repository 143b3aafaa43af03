package io.sixlane.provisioning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The clock of services under test: the real one, moved forward. */
final class MovableClock extends Clock {
    private static final MovableClock ONE = new MovableClock();

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    static void moveBy(Duration duration) {
        ONE.ahead.accumulateAndGet(duration, Duration::plus);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /**
     * In the place of the service's own clock, where it is named as a source. Not annotated: the
     * scan for components would find it, and every application in this JVM would have this clock.
     */
    static class InService {
        @Bean
        @Primary
        Clock movableClock() {
            return ONE;
        }
    }
}
