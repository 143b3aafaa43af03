package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a listener in one region.
 *
 * @param reserveClientIp the seed's switch; {@code clientIp} takes precedence
 * @param trafficPercentage of the connections that reach this group in the order of nearness, 0 to
 *     100, the rest goes to the next group; null is 100
 * @param healthCheck null for none: endpoints count as healthy
 * @param clientIp null is PROXY_V2 or OFF, depending on {@code reserveClientIp}
 * @param whenUnhealthy null is {@link WhenUnhealthy#FAIL_OPEN}
 * @param slowStartSeconds over which the share of an endpoint that came back rises to its weight, 0
 *     to 900; null is 0
 * @param route null is {@link RoutePolicy#AUTO}
 * @param drainSeconds how long open connections to a removed endpoint stay, 0 to {@value
 *     #MOST_DRAIN_SECONDS}; null is the drain timeout of each relay
 */
public record EndpointGroup(
        EndpointGroupId id,
        String name,
        String region,
        BackendService backendService,
        boolean reserveClientIp,
        List<Endpoint> endpoints,
        List<PortOverride> portOverrides,
        @Nullable Integer trafficPercentage,
        @Nullable HealthCheck healthCheck,
        @Nullable ClientIp clientIp,
        @Nullable WhenUnhealthy whenUnhealthy,
        @Nullable Integer slowStartSeconds,
        @Nullable RoutePolicy route,
        @Nullable Integer drainSeconds) {
    public static final int MOST_DRAIN_SECONDS = 3_600;

    public EndpointGroup {
        endpoints = List.copyOf(endpoints);
        portOverrides = List.copyOf(portOverrides);
    }

    /** With everything else at its default. */
    public EndpointGroup(
            EndpointGroupId id,
            String name,
            String region,
            BackendService backendService,
            boolean reserveClientIp,
            List<Endpoint> endpoints,
            List<PortOverride> portOverrides) {
        this(
                id,
                name,
                region,
                backendService,
                reserveClientIp,
                endpoints,
                portOverrides,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public EndpointGroup withEndpoints(List<Endpoint> replacement) {
        return new EndpointGroup(
                id,
                name,
                region,
                backendService,
                reserveClientIp,
                replacement,
                portOverrides,
                trafficPercentage,
                healthCheck,
                clientIp,
                whenUnhealthy,
                slowStartSeconds,
                route,
                drainSeconds);
    }

    /**
     * The port of {@code endpoint} that a connection to {@code listenerPort} goes to: its own, the
     * override of the group, or that of the listener.
     */
    public int endpointPort(Endpoint endpoint, int listenerPort) {
        var own = endpoint.port();
        return own == null ? overriddenPort(listenerPort) : own;
    }

    private int overriddenPort(int listenerPort) {
        return portOverrides.stream()
                .filter(override -> override.listenerPort() == listenerPort)
                .mapToInt(PortOverride::endpointPort)
                .findFirst()
                .orElse(listenerPort);
    }

    /** 0 to 100. */
    @JsonIgnore
    public int effectiveTrafficPercentage() {
        return Objects.requireNonNullElse(trafficPercentage, 100);
    }

    @JsonIgnore
    public ClientIp effectiveClientIp() {
        return Objects.requireNonNullElse(
                clientIp, reserveClientIp ? ClientIp.PROXY_V2 : ClientIp.OFF);
    }

    @JsonIgnore
    public WhenUnhealthy effectiveWhenUnhealthy() {
        return Objects.requireNonNullElse(whenUnhealthy, WhenUnhealthy.FAIL_OPEN);
    }

    @JsonIgnore
    public RoutePolicy effectiveRoute() {
        return Objects.requireNonNullElse(route, RoutePolicy.AUTO);
    }
}
