package io.sixlane.relay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** One relay; everything it forwards comes from the log. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RelayApplication {
    public static void main(String[] arguments) {
        StopSignal.handle();
        SpringApplication.run(RelayApplication.class, arguments);
    }
}
