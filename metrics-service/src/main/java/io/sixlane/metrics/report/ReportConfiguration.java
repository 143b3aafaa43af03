package io.sixlane.metrics.report;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.metrics.intake.Readers;
import io.sixlane.topics.FleetFile;
import io.sixlane.topics.FleetReader;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
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

/** The topics that this service reads. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {
    private static final Duration LOOK_AT_TOPICS = Duration.ofSeconds(10);

    @Bean
    KafkaAccess kafkaAccess(Environment environment) {
        return Binder.get(environment).bind("sixlane.kafka", KafkaAccess.class).get();
    }

    @Bean
    KnownSigners knownSigners(KafkaAccess kafka, MeterRegistry meters) {
        var signers = kafka.signers();
        FunctionCounter.builder(KnownSigners.METER, signers, KnownSigners::refused)
                .register(meters);
        return signers;
    }

    /** Brings the keys of relays that joined. */
    @Bean(initMethod = "start", destroyMethod = "close")
    FleetReader fleetReader(KafkaAccess kafka) {
        return new FleetReader(kafka, FleetFile.NONE);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TopicWatch topicWatch(KafkaAccess kafka) {
        return new TopicWatch(
                kafka, LOOK_AT_TOPICS, List.of(TopicLayout.RELAY_REPORTS, TopicLayout.RELAY_FLOWS));
    }

    /** Not ready while its thread is dead; an unreachable Kafka does not count. */
    @Bean
    HealthIndicator reportsHealthIndicator(Readers readers) {
        return () -> (readers.isAlive(ReportConsumer.ID) ? Health.up() : Health.down()).build();
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
