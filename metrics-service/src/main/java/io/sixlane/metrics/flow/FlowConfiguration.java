package io.sixlane.metrics.flow;

import io.sixlane.configuration.log.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** The topic of flows, and patience with PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    private static final long RETRY_MILLIS = 2_000;

    @Bean
    NewTopic flows() {
        return TopicBuilder.name(Topics.RELAY_FLOWS).partitions(1).replicas(1).build();
    }

    /** A batch that could not be stored is stored later, before the next one. */
    @Bean
    CommonErrorHandler untilItIsStored() {
        return new DefaultErrorHandler(
                new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }
}
