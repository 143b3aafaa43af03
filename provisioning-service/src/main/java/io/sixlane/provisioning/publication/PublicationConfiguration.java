package io.sixlane.provisioning.publication;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publishes as long as the application runs. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOnDatabaseInitialization
    RecordPublisher recordPublisher(PublicationProperties properties, MeterRegistry meters) {
        return new RecordPublisher(properties, meters, new StepTimes(meters));
    }
}
