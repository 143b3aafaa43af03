package io.sixlane.provisioning.accelerator;

import io.sixlane.provisioning.request.RequestBodies;
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
                Map.of(
                        "Rename",
                        READER::rename,
                        "AreaRequest",
                        READER::addRegions,
                        "BandwidthRequest",
                        fields -> READER.changeRegion("region", fields),
                        "ListenerRequest",
                        READER::addListener,
                        "ListenerChange",
                        ListenerRequest::readChange,
                        "EndpointGroupRequest",
                        EndpointGroupRequest::read,
                        "EndpointGroupChange",
                        EndpointGroupRequest::readChange,
                        "EndpointsRequest",
                        EndpointsRequest::read,
                        "EndpointRequest",
                        EndpointRequest::read,
                        "WeightRequest",
                        CommandReader::weight));
    }
}
