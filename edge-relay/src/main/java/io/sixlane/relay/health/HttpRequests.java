package io.sixlane.relay.health;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.sixlane.configuration.accelerator.HealthCheck;
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

    /** The host that TLS names; null for an address. */
    static @Nullable String serverName(CheckTarget target) {
        return host(target).serverName();
    }

    private static String hostHeader(CheckTarget target) {
        return host(target)
                .header(target.port(), target.check().protocol() == HealthCheck.Protocol.HTTPS);
    }

    private static NamedHost host(CheckTarget target) {
        return new NamedHost(target.address(), target.check().host());
    }
}
