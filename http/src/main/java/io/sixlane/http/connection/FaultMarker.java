package io.sixlane.http.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.sixlane.http.problem.RefusedException;
import java.net.URI;

/**
 * Replaces a request that breaks HTTP by one that names its fault in a header, because Reactor
 * Netty and Spring would answer it without a body and without an id. {@link FaultFilter} refuses
 * it; this handler alone can set the header. Stands right behind the codec of one connection.
 */
final class FaultMarker extends ChannelDuplexHandler {
    static final String FAULT = "x-http-fault";

    private boolean bodyBroke;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case HttpRequest request -> context.fireChannelRead(checked(request));
            case HttpContent content when content.decoderResult().isFailure() -> {
                // Reactor Netty would answer it by itself. The reader of the body gets the fault.
                ReferenceCountUtil.release(content);
                bodyBroke = true;
            }
            default -> context.fireChannelRead(message);
        }
    }

    /** Asked for once the body has a reader; without one, an error closes the connection. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (bodyBroke) {
            bodyBroke = false;
            context.executor().execute(() -> context.fireExceptionCaught(brokenBody()));
        }
        context.read();
    }

    private static RefusedException brokenBody() {
        return new RefusedException(HttpFault.BODY_INVALID.type(), HttpFault.BODY_INVALID.detail());
    }

    private static HttpRequest checked(HttpRequest request) {
        var headers = request.headers();
        headers.remove(FAULT);
        var fault = HttpFault.of(request);
        if (fault.isEmpty()) {
            useOriginForm(request);
            useCanonicalHost(request);
            return request;
        }
        if (fault.get().hidesEnd()) {
            // The connection closes after the answer, whatever follows.
            ReferenceCountUtil.release(request);
            return refused(fault.get());
        }
        request.setUri("/");
        headers.set(HttpHeaderNames.HOST, "localhost");
        headers.set(FAULT, fault.get().name());
        return request;
    }

    /** The authority of an absolute target replaces Host (RFC 9112, 3.2.2). */
    private static void useOriginForm(HttpRequest request) {
        var target = request.uri();
        if (target.startsWith("/") || target.equals("*")) {
            return;
        }
        var uri = URI.create(target);
        var authority = uri.getRawAuthority();
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        request.headers().set(HttpHeaderNames.HOST, host);
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        request.setUri(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Parsers behind this one fail on an empty port, and compare names by their case. */
    private static void useCanonicalHost(HttpRequest request) {
        var host = request.headers().get(HttpHeaderNames.HOST);
        if (host == null) {
            return;
        }
        var canonical = HostName.parse(host);
        if (canonical.isEmpty()) {
            request.headers().set(FAULT, HttpFault.HOST_INVALID.name());
        }
        request.headers()
                .set(HttpHeaderNames.HOST, canonical.map(HostName::toString).orElse("localhost"));
    }

    private static HttpRequest refused(HttpFault fault) {
        var request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
        request.headers()
                .set(HttpHeaderNames.HOST, "localhost")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(FAULT, fault.name());
        return request;
    }
}
