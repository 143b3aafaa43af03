package io.sixlane.gateway.security;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps, of the headers by which proxies name a client, what the outermost trusted proxy wrote.
 * Each proxy appends, so whatever is further left came from the client, who may write there what it
 * likes.
 */
@ChannelHandler.Sharable
final class ForwardedHeaders extends ChannelInboundHandlerAdapter {
    private static final List<String> NAMES =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port");

    private final int proxies;

    /**
     * @param proxies before the gateway that are trusted, 1 or more
     */
    ForwardedHeaders(int proxies) {
        if (proxies < 1) {
            throw new IllegalArgumentException("at least one proxy ends TLS, not " + proxies);
        }
        this.proxies = proxies;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            NAMES.forEach(name -> shorten(name, request.headers()));
        }
        context.fireChannelRead(message);
    }

    private void shorten(String name, HttpHeaders headers) {
        var entries =
                headers.getAll(name).stream()
                        .flatMap(line -> Stream.of(line.split(",")))
                        .map(String::strip)
                        .toList();
        if (entries.size() > 1) {
            headers.set(name, entries.get(Math.max(0, entries.size() - proxies)));
        }
    }
}
