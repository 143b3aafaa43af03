package io.sixlane.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import io.sixlane.gateway.instance.Instances;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Sends a request to an instance of its service, and to another one when that breaks the connection
 * and nothing can happen twice: no connection was made, the request only reads, or it has an
 * idempotency key and its service knows such keys.
 */
@Component
class InstanceFilter implements GlobalFilter, Ordered {
    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** The longest body that is held until the answer; longer ones are sent once. */
    private static final int MOST_HELD = 256 * 1024;

    private final Map<Upstream, Instances> instances = new EnumMap<>(Upstream.class);

    InstanceFilter(UpstreamProperties upstreams) {
        for (var upstream : Upstream.values()) {
            instances.put(upstream, new Instances(upstreams.urlsOf(upstream)));
        }
    }

    /** After the filter that finds the URL of a route, before the one that sends. */
    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 50;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        URI url = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        var upstream = instances.get(RouteConfiguration.upstreamOf(route));
        if (upstream == null) {
            return chain.filter(exchange);
        }
        if (!holdsBody(exchange)) {
            return upstream.send(
                    instance -> sent(exchange, chain, at(instance, url)),
                    failure -> mayRepeat(exchange, failure));
        }
        return ServerWebExchangeUtils.cacheRequestBody(
                exchange,
                held -> {
                    var whole = exchange.mutate().request(held).build();
                    return upstream.send(
                            instance -> sent(whole, chain, at(instance, url)),
                            failure -> mayRepeat(whole, failure));
                });
    }

    private static Mono<Void> sent(ServerWebExchange exchange, GatewayFilterChain chain, URI url) {
        ServerWebExchangeUtils.reset(exchange);
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, url);
        return chain.filter(exchange);
    }

    /** Whether the request may be sent again although a service may have seen it. */
    private static boolean holdsBody(ServerWebExchange exchange) {
        var headers = exchange.getRequest().getHeaders();
        return hasKey(exchange)
                && headers.getContentLength() > 0
                && headers.getContentLength() <= MOST_HELD;
    }

    private static boolean mayRepeat(ServerWebExchange exchange, IOException failure) {
        if (exchange.getResponse().isCommitted()) {
            return false;
        }
        var request = exchange.getRequest();
        var hasNoBody =
                request.getHeaders().getContentLength() <= 0
                        && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
        return failure instanceof ConnectException
                || READS.contains(request.getMethod())
                || (hasKey(exchange) && (hasNoBody || holdsBody(exchange)));
    }

    /** The identity service would make a second token, account or invitation. */
    private static boolean hasKey(ServerWebExchange exchange) {
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        return RouteConfiguration.upstreamOf(route) != Upstream.IDENTITY
                && exchange.getRequest().getHeaders().containsHeader(IDEMPOTENCY_KEY);
    }

    private static URI at(URI instance, URI url) {
        return UriComponentsBuilder.fromUri(url)
                .scheme(instance.getScheme())
                .host(instance.getHost())
                .port(instance.getPort())
                .build(true)
                .toUri();
    }
}
