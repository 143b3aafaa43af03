package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.http.body.PatchedField;
import java.util.List;

/** Changed settings of an endpoint group; overrides and health check as a whole. */
public record EndpointGroupChange(
        PatchedField<String> name,
        PatchedField<BackendService> backendService,
        PatchedField<Boolean> reserveClientIp,
        PatchedField<List<PortOverride>> portOverrides,
        PatchedField<Integer> trafficPercentage,
        PatchedField<HealthCheck> healthCheck,
        PatchedField<ClientIp> clientIp,
        PatchedField<WhenUnhealthy> whenUnhealthy,
        PatchedField<Integer> slowStartSeconds,
        PatchedField<RoutePolicy> route,
        PatchedField<Integer> drainSeconds) {
    EndpointGroup of(EndpointGroup held) {
        return new EndpointGroup(
                held.id(),
                name.or(held.name(), held.name()),
                held.region(),
                backendService.or(held.backendService(), held.backendService()),
                reserveClientIp.or(held.reserveClientIp(), false),
                held.endpoints(),
                portOverrides.or(held.portOverrides(), List.of()),
                trafficPercentage.orHeld(held.trafficPercentage()),
                healthCheck.orHeld(held.healthCheck()),
                clientIp.orHeld(held.clientIp()),
                whenUnhealthy.orHeld(held.whenUnhealthy()),
                slowStartSeconds.orHeld(held.slowStartSeconds()),
                route.orHeld(held.route()),
                drainSeconds.orHeld(held.drainSeconds()));
    }
}
