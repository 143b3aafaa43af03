package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import io.sixlane.provisioning.accelerator.EndpointGroupChange;
import io.sixlane.provisioning.request.Identifiers;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An endpoint group as asked for. */
record EndpointGroupRequest(
        String name,
        String region,
        BackendService backendService,
        boolean reserveClientIp,
        List<EndpointRequest> endpoints,
        List<PortOverride> portOverrides,
        @Nullable Integer trafficPercentage,
        @Nullable HealthCheck healthCheck,
        @Nullable ClientIp clientIp,
        @Nullable WhenUnhealthy whenUnhealthy,
        @Nullable Integer slowStartSeconds,
        @Nullable RoutePolicy route,
        @Nullable Integer drainSeconds) {
    private static final int MOST_OVERRIDES = 30;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_SLOW_START_SECONDS = 900;

    /** The name of an endpoint group or an accelerator (source: seed document, step 5). */
    static final TextForm NAME =
            TextForm.matching(
                    "[A-Za-z\\p{Script=Han}][A-Za-z0-9\\p{Script=Han}_-]{1,127}",
                    2,
                    128,
                    "silicon-valley",
                    "must be 2 to 128 characters: a letter or Chinese character, then letters,"
                            + " Chinese characters, digits, _ or -");

    static EndpointGroupRequest read(JsonFields fields) {
        return new EndpointGroupRequest(
                fields.text("name", NAME),
                fields.code("region"),
                fields.oneOf("backendService", BackendService.class),
                fields.bool("reserveClientIp", false),
                EndpointRequest.readAll(fields),
                readOverrides(fields),
                fields.optionalInteger("trafficPercentage", 0, 100),
                fields.optionalObject("healthCheck", HealthCheckFields::read),
                fields.optionalOneOf("clientIp", ClientIp.class),
                fields.optionalOneOf("whenUnhealthy", WhenUnhealthy.class),
                fields.optionalInteger("slowStartSeconds", 0, MOST_SLOW_START_SECONDS),
                fields.optionalObject("route", RouteFields::read),
                fields.optionalInteger("drainSeconds", 0, EndpointGroup.MOST_DRAIN_SECONDS));
    }

    static EndpointGroupChange readChange(JsonFields fields) {
        fields.immutable("region", "add another group");
        fields.immutable("endpoints", "PUT the endpoints of the group");
        return new EndpointGroupChange(
                fields.requiredChange("name", name -> fields.text(name, NAME)),
                fields.requiredChange(
                        "backendService", name -> fields.oneOf(name, BackendService.class)),
                fields.change("reserveClientIp", name -> fields.bool(name, false)),
                fields.change("portOverrides", _ -> readOverrides(fields)),
                fields.change("trafficPercentage", name -> fields.integer(name, 0, 100)),
                fields.change("healthCheck", name -> fields.object(name, HealthCheckFields::read)),
                fields.change("clientIp", name -> fields.oneOf(name, ClientIp.class)),
                fields.change("whenUnhealthy", name -> fields.oneOf(name, WhenUnhealthy.class)),
                fields.change(
                        "slowStartSeconds",
                        name -> fields.integer(name, 0, MOST_SLOW_START_SECONDS)),
                fields.change("route", name -> fields.object(name, RouteFields::read)),
                fields.change(
                        "drainSeconds",
                        name -> fields.integer(name, 0, EndpointGroup.MOST_DRAIN_SECONDS)));
    }

    private static List<PortOverride> readOverrides(JsonFields fields) {
        var overrides =
                fields.list("portOverrides", 0, MOST_OVERRIDES, EndpointGroupRequest::readOverride);
        var ports = new HashSet<Integer>();
        for (var override : overrides) {
            if (fields.areGood("portOverrides") && !ports.add(override.listenerPort())) {
                fields.wrong(
                        "portOverrides",
                        "listener port %s is there twice".formatted(override.listenerPort()));
            }
        }
        return overrides;
    }

    private static PortOverride readOverride(JsonFields fields) {
        return new PortOverride(
                fields.integer("listenerPort", 1, PortRange.MAX),
                fields.integer("endpointPort", 1, MOST_PORT));
    }

    EndpointGroup group(Identifiers identifiers) {
        return new EndpointGroup(
                new EndpointGroupId(identifiers.next(EndpointGroupId.PREFIX)),
                name,
                region,
                backendService,
                reserveClientIp,
                endpoints.stream().map(endpoint -> endpoint.endpoint(identifiers)).toList(),
                portOverrides,
                trafficPercentage,
                healthCheck,
                clientIp,
                whenUnhealthy,
                slowStartSeconds,
                route,
                drainSeconds);
    }
}
