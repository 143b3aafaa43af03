package io.sixlane.catalog.publication;

import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.TopicWatch;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Holds the topic of the catalog to its layout. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {
    private static final Duration LOOK_AT_TOPICS = Duration.ofSeconds(10);

    @Bean(initMethod = "start", destroyMethod = "close")
    TopicWatch topicWatch(
            @Value("${sixlane.kafka.bootstrap-servers}") String bootstrapServers,
            @Value("${sixlane.kafka.settings-file}") String settingsFile) {
        return new TopicWatch(
                KafkaAccess.of(bootstrapServers, settingsFile),
                LOOK_AT_TOPICS,
                List.of(TopicLayout.CATALOG));
    }

    @Bean
    HealthIndicator topicsHealthIndicator(TopicWatch topics) {
        return () ->
                topics.problem()
                        .map(problem -> Health.down().withDetail("cause", problem))
                        .orElseGet(Health::up)
                        .build();
    }
}
