package io.sixlane.http.connection;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Shows health to everyone, and the rest of {@code /actuator}, meters and the state of a relay, to
 * this host and to the networks that its operator names. Others find nothing there.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class ActuatorFilter implements WebFilter {
    private static final PathPattern ACTUATOR = pattern("/actuator/**");
    private static final PathPattern HEALTH = pattern("/actuator/health/**");

    private final List<IpPrefix> networks;

    ActuatorFilter(List<IpPrefix> networks) {
        this.networks = List.copyOf(networks);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication();
        if (!ACTUATOR.matches(path) || HEALTH.matches(path) || isAdmitted(request)) {
            return chain.filter(exchange);
        }
        return Mono.error(
                new RefusedException(ProblemType.NOT_FOUND, "There is nothing at " + path.value()));
    }

    /** It matches what handlers match: escapes count as the characters that they stand for. */
    private static PathPattern pattern(String text) {
        return PathPatternParser.defaultInstance.parse(text);
    }

    private boolean isAdmitted(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote != null
                && remote.getAddress() != null
                && networks.stream().anyMatch(network -> network.contains(remote.getAddress()));
    }
}
