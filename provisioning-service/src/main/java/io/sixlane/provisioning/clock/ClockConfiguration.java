package io.sixlane.provisioning.clock;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The clock of this service, and its part of readiness. */
@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {
    @Bean
    DatabaseClock clock(DatabaseClient database, ClockProperties properties) {
        return new DatabaseClock(database, Clock.systemUTC(), properties.tolerance());
    }

    /** Out of service while this machine's clock is wrong. */
    @Bean
    ReactiveHealthIndicator clockHealthIndicator(DatabaseClock clock) {
        return () -> Mono.fromSupplier(() -> health(clock.last()));
    }

    public static Health health(DatabaseClock.@Nullable Reading reading) {
        if (reading == null) {
            return Health.unknown().build();
        }
        return (reading.tolerable() ? Health.up() : Health.outOfService())
                .withDetail("aheadMillis", reading.ahead().toMillis())
                .build();
    }
}
