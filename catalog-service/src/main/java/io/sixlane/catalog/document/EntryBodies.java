package io.sixlane.catalog.document;

import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bodies that add or change one entry, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class EntryBodies {
    private static final String CURRENCY = "USD";

    @Bean
    RequestBodies entryRequests() {
        return new RequestBodies(
                Map.of(
                        "SpecificationRequest",
                        fields -> CatalogRequest.oneSpecification(fields, "SMALL_I", CURRENCY),
                        "BandwidthTypeRequest",
                        fields -> CatalogRequest.oneBandwidthType(fields, "PREMIUM", CURRENCY),
                        "SaleLimits",
                        CatalogRequest::limits));
    }
}
