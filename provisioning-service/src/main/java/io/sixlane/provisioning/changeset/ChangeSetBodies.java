package io.sixlane.provisioning.changeset;

import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body of a change set, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class ChangeSetBodies {
    @Bean
    RequestBodies changeSetRequestBodies() {
        return new RequestBodies(Map.of("ChangeSetRequest", ChangeSetRequest::read));
    }
}
