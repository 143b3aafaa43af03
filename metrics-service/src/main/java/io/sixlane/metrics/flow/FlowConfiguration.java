package io.sixlane.metrics.flow;

import io.sixlane.metrics.intake.Readers;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** Patience with PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    private static final long RETRY_MILLIS = 2_000;

    /** Not ready while its thread is dead; an unreachable Kafka does not count. */
    @Bean
    HealthIndicator flowsHealthIndicator(Readers readers) {
        return () -> (readers.isAlive(FlowConsumer.ID) ? Health.up() : Health.down()).build();
    }

    /** A batch that could not be stored is stored later, before the next one. */
    @Bean
    CommonErrorHandler untilItIsStored() {
        return new DefaultErrorHandler(
                new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }
}
