package io.sixlane.http.request;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps Spring from a charset that {@code Accept} names and no encoder has, and from other
 * parameters, which it would repeat as those of the answer.
 */
final class Utf8Answers implements RequestedContentTypeResolver {
    private final RequestedContentTypeResolver header = new HeaderContentTypeResolver();

    @Override
    public List<MediaType> resolveMediaTypes(ServerWebExchange exchange) {
        var accepted = header.resolveMediaTypes(exchange);
        var utf8 =
                accepted.stream().filter(Acceptance::isUtf8).map(Utf8Answers::withQuality).toList();
        return utf8.isEmpty() ? accepted : utf8;
    }

    private static MediaType withQuality(MediaType range) {
        var plain = new MediaType(range.getType(), range.getSubtype());
        return range.getParameter("q") == null ? plain : plain.copyQualityValue(range);
    }
}
