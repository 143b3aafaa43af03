package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bodies that order something, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class OrderBodies {
    private static final AcceleratorId ANY = new AcceleratorId("ga-0");

    @Bean
    RequestBodies orderRequestBodies() {
        return new RequestBodies(
                Map.of(
                        "AcceleratorRequest",
                        AcceleratorRequest::read,
                        "OrderRequest",
                        OrderRequest::read,
                        "RenewalRequest",
                        fields -> OrderRequest.readRenewal(ANY, fields),
                        "Resize",
                        PlanResizeController.Resize::read));
    }
}
