package io.sixlane.catalog.publication;

import io.sixlane.topics.FleetFile;
import io.sixlane.topics.FleetReader;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.TopicWatch;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Holds the topic of the catalog to its layout, and follows the fleet. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {
    private static final Duration LOOK_AT_TOPICS = Duration.ofSeconds(10);

    @Bean
    KafkaAccess kafkaAccess(Environment environment) {
        return Binder.get(environment).bind("sixlane.kafka", KafkaAccess.class).get();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TopicWatch topicWatch(KafkaAccess kafka) {
        return new TopicWatch(kafka, LOOK_AT_TOPICS, List.of(TopicLayout.CATALOG));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FleetReader fleetReader(KafkaAccess kafka) {
        return new FleetReader(kafka, FleetFile.NONE);
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
