package io.sixlane.provisioning;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Takes orders and changes, keeps the log, and tells relays. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ProvisioningApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ProvisioningApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
