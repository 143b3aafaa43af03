package io.sixlane.metrics.report;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.TopicWatch;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;

/** Kafka Streams, and the topics that this service reads. */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class ReportConfiguration {
    private static final Duration LOOK_AT_TOPICS = Duration.ofSeconds(10);

    @Bean
    KafkaAccess kafkaAccess(
            @Value("${sixlane.kafka.bootstrap-servers}") String bootstrapServers,
            @Value("${sixlane.kafka.settings-file}") String settingsFile,
            @Value("${sixlane.kafka.signers-folder}") String signersFolder) {
        return KafkaAccess.of(bootstrapServers, settingsFile).signed("", signersFolder);
    }

    @Bean
    KnownSigners knownSigners(KafkaAccess kafka, MeterRegistry meters) {
        var signers = kafka.signers();
        FunctionCounter.builder(KnownSigners.METER, signers, KnownSigners::refused)
                .register(meters);
        return signers;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TopicWatch topicWatch(KafkaAccess kafka) {
        return new TopicWatch(
                kafka, LOOK_AT_TOPICS, List.of(TopicLayout.RELAY_REPORTS, TopicLayout.RELAY_FLOWS));
    }

    /** Not ready while its threads are dead; an unreachable Kafka does not count. */
    @Bean
    HealthIndicator reportsHealthIndicator(ReportStream reports) {
        return () -> (reports.isReading() ? Health.up() : Health.down()).build();
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
