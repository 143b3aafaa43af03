package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint group with the values in force.
 *
 * @param healthCheck null without one: endpoints count as healthy
 * @param drainSeconds null for the drain timeout of each relay, 30 s unless its operator sets it
 * @param fromDefault the fields that no request has set
 */
record EndpointGroupView(
        EndpointGroupId id,
        String name,
        String region,
        BackendService backendService,
        boolean reserveClientIp,
        List<EndpointView> endpoints,
        List<PortOverride> portOverrides,
        int trafficPercentage,
        @Nullable HealthCheck healthCheck,
        ClientIp clientIp,
        WhenUnhealthy whenUnhealthy,
        int slowStartSeconds,
        RoutePolicy route,
        @Nullable Integer drainSeconds,
        List<String> fromDefault) {
    EndpointGroupView {
        endpoints = List.copyOf(endpoints);
        portOverrides = List.copyOf(portOverrides);
        fromDefault = List.copyOf(fromDefault);
    }

    static EndpointGroupView of(EndpointGroup group) {
        var defaults = new Defaults();
        var slowStart = group.slowStartSeconds();
        return new EndpointGroupView(
                group.id(),
                group.name(),
                group.region(),
                group.backendService(),
                group.reserveClientIp(),
                group.endpoints().stream().map(EndpointView::of).toList(),
                group.portOverrides(),
                defaults.inForce(
                        "trafficPercentage",
                        group.trafficPercentage(),
                        group.effectiveTrafficPercentage()),
                group.healthCheck(),
                defaults.inForce("clientIp", group.clientIp(), group.effectiveClientIp()),
                defaults.inForce(
                        "whenUnhealthy", group.whenUnhealthy(), group.effectiveWhenUnhealthy()),
                defaults.inForce(
                        "slowStartSeconds", slowStart, Objects.requireNonNullElse(slowStart, 0)),
                defaults.inForce("route", group.route(), group.effectiveRoute()),
                group.drainSeconds(),
                defaults.fields());
    }
}
