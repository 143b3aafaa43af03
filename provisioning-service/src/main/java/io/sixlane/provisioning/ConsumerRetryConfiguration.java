package io.sixlane.provisioning;

import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A message that fails because the database is away is tried until it works; one that can never
 * work is logged and skipped.
 */
@Configuration(proxyBeanMethods = false)
class ConsumerRetryConfiguration {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> retries() {
        return (container, destination, group) -> {
            var pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
            pauses.setMaxInterval(LONGEST_PAUSE_MILLIS);
            var handler = new DefaultErrorHandler(pauses);
            handler.addNotRetryableExceptions(
                    IllegalArgumentException.class, DataIntegrityViolationException.class);
            container.setCommonErrorHandler(handler);
        };
    }
}
