package io.sixlane.provisioning.history;

import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that brings a configuration back, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class HistoryBodies {
    @Bean
    RequestBodies historyRequestBodies() {
        return new RequestBodies(Map.of("RollbackRequest", RollbackRequest::read));
    }
}
