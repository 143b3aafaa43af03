package io.sixlane.relay.health;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.address.IpAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The requests of HTTP and HTTPS checks. */
final class HttpRequests {
    private HttpRequests() {}

    static FullHttpRequest of(CheckTarget target) {
        var path = Objects.requireNonNullElse(target.check().path(), "/");
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
        request.headers()
                .set(HttpHeaderNames.HOST, hostHeader(target))
                .set(HttpHeaderNames.USER_AGENT, "sixlane-health-check")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return request;
    }

    /**
     * The host that TLS names: that of the check, or else the endpoint's own, without port and
     * final dot; null for an address (source: RFC 6066, 3).
     */
    static @Nullable String serverName(CheckTarget target) {
        var host = withoutPort(Objects.requireNonNullElse(target.check().host(), target.address()));
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.isEmpty() || name.contains(":") || IpAddress.parse(name).isPresent()
                ? null
                : name;
    }

    /** Removes the port of {@code host:port}; IPv6 addresses stay as they are. */
    private static String withoutPort(String host) {
        var colon = host.indexOf(':');
        return colon >= 0 && colon == host.lastIndexOf(':') ? host.substring(0, colon) : host;
    }

    /** The check's host as it is; else the endpoint's, with a port that is not the usual one. */
    private static String hostHeader(CheckTarget target) {
        if (target.check().host() != null) {
            return target.check().host();
        }
        var usual = target.check().protocol() == HealthCheck.Protocol.HTTPS ? 443 : 80;
        var host = target.address().contains(":") ? "[" + target.address() + "]" : target.address();
        return target.port() == usual ? host : host + ":" + target.port();
    }
}
