package io.sixlane.metrics.flow;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** Patience with PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    private static final long RETRY_MILLIS = 2_000;

    /** A batch that could not be stored is stored later, before the next one. */
    @Bean
    CommonErrorHandler untilItIsStored() {
        return new DefaultErrorHandler(
                new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }
}
