package io.sixlane.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHeadersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|X-Forwarded-For|203.0.113.9, 2001:db8::7|2001:db8::7",
                "1|X-Forwarded-For|203.0.113.9;2001:db8::7|2001:db8::7",
                "1|X-Forwarded-For|2001:db8::7|2001:db8::7",
                "2|X-Forwarded-For|203.0.113.9, 2001:db8::7, 192.0.2.1|2001:db8::7",
                "2|X-Forwarded-For|203.0.113.9, 2001:db8::7;192.0.2.1|2001:db8::7",
                "2|X-Forwarded-For|2001:db8::7|2001:db8::7",
                "1|Forwarded|for=203.0.113.9, for=\"[2001:db8::7]\"|for=\"[2001:db8::7]\"",
                "1|X-Forwarded-Proto|http, https|https",
                "1|X-Request-Id|a, b|a, b"
            })
    void the_trusted_proxys_entry_is_the_only_one(
            int proxies, String name, String lines, String kept) {
        var channel = new EmbeddedChannel(new ForwardedHeaders(proxies));
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set(name, List.of(lines.split(";")));
        channel.writeInbound(request);
        HttpRequest passed = channel.readInbound();
        assertThat(passed.headers().getAll(name)).containsExactly(kept);
    }
}
