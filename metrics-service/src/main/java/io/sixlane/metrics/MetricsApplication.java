package io.sixlane.metrics;

import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Traffic of accelerators: from relays' reports to answers. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class MetricsApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(MetricsApplication.class, arguments);
    }

    @Bean
    InstantSource time() {
        return InstantSource.system();
    }
}
