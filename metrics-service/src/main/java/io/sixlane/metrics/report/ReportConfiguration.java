package io.sixlane.metrics.report;

import io.sixlane.configuration.log.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.TopicBuilder;

/** Kafka Streams, and the topic it reads. */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class ReportConfiguration {
    @Bean
    NewTopic reports() {
        return TopicBuilder.name(Topics.RELAY_REPORTS).partitions(1).replicas(1).build();
    }
}
