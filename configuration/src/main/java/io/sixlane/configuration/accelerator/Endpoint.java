package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where connections go.
 *
 * @param address an IPv4 or IPv6 address, or a domain name for {@link EndpointType#CUSTOM_DOMAIN}
 * @param weight 0 to 255; its share is weight over the sum of weights, 0 gets nothing (source: seed
 *     document, step 5)
 * @param port 1 to 65535, for connections to any port of the listener; null leaves it to the
 *     overrides of the group
 * @param state null is {@link EndpointState#ACTIVE}
 */
public record Endpoint(
        EndpointId id,
        EndpointType type,
        String address,
        int weight,
        @Nullable Integer port,
        @Nullable EndpointState state) {
    public static final int MAX_WEIGHT = 255;

    public Endpoint {
        if (weight < 0 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("weight must be 0 to 255, was " + weight);
        }
        if (port != null && (port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
        }
    }

    /** Active, on the port that its group gives it. */
    public Endpoint(EndpointId id, EndpointType type, String address, int weight) {
        this(id, type, address, weight, null, null);
    }

    @JsonIgnore
    public EndpointState effectiveState() {
        return Objects.requireNonNullElse(state, EndpointState.ACTIVE);
    }

    @JsonIgnore
    public boolean isDraining() {
        return effectiveState() == EndpointState.DRAINING;
    }

    /** Whether new connections may go to it. */
    @JsonIgnore
    public boolean takesConnections() {
        return weight > 0 && !isDraining();
    }
}
