package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ports of an accelerator that accept connections, and the groups these go to, at most one a
 * region.
 *
 * @param affinityPrefixLength leading bits of an IPv6 client address that count for SOURCE_IP, 48
 *     to 128; null is {@value #DEFAULT_AFFINITY_PREFIX_LENGTH}
 * @param idleTimeoutSeconds silence after which a connection ends, TCP 10 to 86400, UDP 1 to 3600;
 *     null is 900 and 60
 * @param accessLists at most {@value AccessList#MAX_PER_LISTENER}; null admits every client
 * @param limits null is {@link ListenerLimits#NONE}
 */
public record Listener(
        ListenerId id,
        String name,
        Protocol protocol,
        List<PortRange> ports,
        ClientAffinity clientAffinity,
        List<EndpointGroup> endpointGroups,
        @Nullable Integer affinityPrefixLength,
        @Nullable Integer idleTimeoutSeconds,
        @Nullable List<AccessList> accessLists,
        @Nullable ListenerLimits limits) {
    public static final int DEFAULT_AFFINITY_PREFIX_LENGTH = 64;
    public static final int DEFAULT_TCP_IDLE_SECONDS = 900;
    public static final int DEFAULT_UDP_IDLE_SECONDS = 60;

    public Listener {
        ports = List.copyOf(ports);
        endpointGroups = List.copyOf(endpointGroups);
        accessLists = accessLists == null ? null : List.copyOf(accessLists);
    }

    /** With everything else at its default. */
    public Listener(
            ListenerId id,
            String name,
            Protocol protocol,
            List<PortRange> ports,
            ClientAffinity clientAffinity,
            List<EndpointGroup> endpointGroups) {
        this(id, name, protocol, ports, clientAffinity, endpointGroups, null, null, null, null);
    }

    public Listener withEndpointGroups(List<EndpointGroup> groups) {
        return new Listener(
                id,
                name,
                protocol,
                ports,
                clientAffinity,
                groups,
                affinityPrefixLength,
                idleTimeoutSeconds,
                accessLists,
                limits);
    }

    public boolean occupies(int port) {
        return ports.stream().anyMatch(range -> range.contains(port));
    }

    /** 48 to 128. */
    @JsonIgnore
    public int effectiveAffinityPrefixLength() {
        return Objects.requireNonNullElse(affinityPrefixLength, DEFAULT_AFFINITY_PREFIX_LENGTH);
    }

    @JsonIgnore
    public int effectiveIdleTimeoutSeconds() {
        return Objects.requireNonNullElse(
                idleTimeoutSeconds,
                switch (protocol) {
                    case TCP -> DEFAULT_TCP_IDLE_SECONDS;
                    case UDP -> DEFAULT_UDP_IDLE_SECONDS;
                });
    }

    @JsonIgnore
    public List<AccessList> effectiveAccessLists() {
        return Objects.requireNonNullElse(accessLists, List.of());
    }

    @JsonIgnore
    public ListenerLimits effectiveLimits() {
        return Objects.requireNonNullElse(limits, ListenerLimits.NONE);
    }
}
