package io.sixlane.relay.health;

import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.address.IpAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The host that requests of the relay itself name to an endpoint.
 *
 * @param address of the endpoint, or its domain
 * @param given by the health check in its place, with or without a port; null for none
 */
public record NamedHost(String address, @Nullable String given) {
    /** As the health check of the endpoint's group has it. */
    public static NamedHost of(String address, @Nullable HealthCheck check) {
        return new NamedHost(
                address,
                check == null || check.protocol() == HealthCheck.Protocol.TCP
                        ? null
                        : check.host());
    }

    /** The given host as it is; else the endpoint's, with a port that is not the usual one. */
    public String header(int port, boolean tls) {
        if (given != null) {
            return given;
        }
        var host = address.contains(":") ? "[" + address + "]" : address;
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    /** The host of a certificate: a name without port and final dot, or an address. */
    public String certified() {
        var host = withoutPort(Objects.requireNonNullElse(given, address));
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The name that TLS sends; null for an address (source: RFC 6066, 3). */
    public @Nullable String serverName() {
        var name = certified();
        return name.isEmpty() || name.contains(":") || IpAddress.parse(name).isPresent()
                ? null
                : name;
    }

    /** Removes the port of {@code host:port}; IPv6 addresses stay as they are. */
    private static String withoutPort(String host) {
        var colon = host.indexOf(':');
        return colon >= 0 && colon == host.lastIndexOf(':') ? host.substring(0, colon) : host;
    }
}
