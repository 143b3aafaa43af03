package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bodies that change accelerators, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class AcceleratorBodies {
    private static final CommandReader READER = new CommandReader();

    @Bean
    RequestBodies acceleratorRequestBodies() {
        return new RequestBodies(
                Map.ofEntries(
                        Map.entry("Rename", READER::rename),
                        Map.entry("AutoRenewalRequest", READER::setAutoRenewal),
                        Map.entry("AreaRequest", READER::addRegions),
                        Map.entry(
                                "BandwidthRequest",
                                fields -> READER.changeRegion("region", fields)),
                        Map.entry("ListenerRequest", READER::addListener),
                        Map.entry("ListenerChange", ListenerRequest::readChange),
                        Map.entry("EndpointGroupRequest", EndpointGroupRequest::read),
                        Map.entry("EndpointGroupChange", EndpointGroupRequest::readChange),
                        Map.entry("EndpointsRequest", EndpointsRequest::read),
                        Map.entry("EndpointRequest", EndpointRequest::read),
                        Map.entry("EndpointChange", EndpointRequest::readChange),
                        Map.entry("AccessRequest", AccessRequest::read)));
    }
}
