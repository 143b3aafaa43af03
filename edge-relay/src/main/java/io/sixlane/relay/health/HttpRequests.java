package io.sixlane.relay.health;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.sixlane.configuration.accelerator.HealthCheck;
import java.util.Objects;

/** What HTTP and HTTPS checks ask. */
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

    /** What TLS asks for: the host of the check, or else the endpoint's own. */
    static String host(CheckTarget target) {
        return Objects.requireNonNullElse(target.check().host(), target.address());
    }

    /** The check's host as it is; else the endpoint's with the port that is not the usual one. */
    private static String hostHeader(CheckTarget target) {
        if (target.check().host() != null) {
            return target.check().host();
        }
        var usual = target.check().protocol() == HealthCheck.Protocol.HTTPS ? 443 : 80;
        var host = target.address().contains(":") ? "[" + target.address() + "]" : target.address();
        return target.port() == usual ? host : host + ":" + target.port();
    }
}
