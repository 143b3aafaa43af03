package io.sixlane.provisioning.probe;

import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that asks for a measurement, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class ProbeBodies {
    @Bean
    RequestBodies probeRequestBodies() {
        return new RequestBodies(Map.of("WantedProbe", WantedProbe::read));
    }
}
