package io.sixlane.provisioning.publication;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sixlane.topics.FleetFile;
import io.sixlane.topics.FleetReader;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.TopicWatch;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publishes as long as the application runs. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {
    private static final Duration LOOK_AT_TOPICS = Duration.ofSeconds(10);

    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOnDatabaseInitialization
    RecordPublisher recordPublisher(PublicationProperties properties, MeterRegistry meters) {
        return new RecordPublisher(properties, meters, new StepTimes(meters));
    }

    @Bean
    MeterBinder unsignedRecords(PublicationProperties properties) {
        var signers = properties.kafka().signers();
        return registry ->
                FunctionCounter.builder(KnownSigners.METER, signers, KnownSigners::refused)
                        .register(registry);
    }

    /** The pools of all regions, and the keys of relays that joined. */
    @Bean(initMethod = "start", destroyMethod = "close")
    FleetReader fleetReader(PublicationProperties properties) {
        return new FleetReader(properties.kafka(), FleetFile.NONE);
    }

    /** Those that this service writes, and those that it reads. */
    @Bean(initMethod = "start", destroyMethod = "close")
    TopicWatch topicWatch(PublicationProperties properties, MeterRegistry meters) {
        var topics =
                new TopicWatch(
                        properties.kafka(),
                        LOOK_AT_TOPICS,
                        List.of(
                                TopicLayout.EVENTS,
                                TopicLayout.IMAGES,
                                TopicLayout.FLEET,
                                TopicLayout.CHECKPOINTS,
                                TopicLayout.RELAY_STATUS,
                                TopicLayout.CATALOG));
        Gauge.builder(PublicationMeters.LOST, topics, TopicWatch::lost)
                .description("messages gone from the beginning of topics that are kept for ever")
                .register(meters);
        return topics;
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
