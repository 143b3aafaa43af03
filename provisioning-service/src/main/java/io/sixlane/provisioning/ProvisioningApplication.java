package io.sixlane.provisioning;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Accepts orders and changes, keeps the log and publishes it to relays. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ProvisioningApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ProvisioningApplication.class, arguments);
    }
}
