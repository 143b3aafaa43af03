package io.sixlane.provisioning.changeset;

import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.CannotTakeItselfBack;
import io.sixlane.provisioning.eventstore.DryRun;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Lets every mutation know of its {@link ChangeParameters}, through the Reactor context. */
@Component
final class ChangeParameterFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        try {
            var parameters = ChangeParameters.of(exchange.getRequest());
            return chain.filter(exchange).contextWrite(context -> with(context, parameters));
        } catch (MalformedRequestException _) {
            return chain.filter(exchange);
        }
    }

    private static Context with(Context context, ChangeParameters parameters) {
        var dry = parameters.dryRun() ? DryRun.in(context) : context;
        return parameters.confirmWithin().map(within -> within.in(dry)).orElse(dry);
    }

    /**
     * Refuses bad ones, and a {@code confirmWithin} of what would stay whatever happens. A mapping,
     * because what fails in filters becomes no problem in the place where all others do.
     */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Check implements HandlerMapping {
        private static final PathPattern ACCELERATOR =
                PathPatternParser.defaultInstance.parse("/v1/accelerators/{id}/**");
        private static final PathPattern RENEWAL =
                PathPatternParser.defaultInstance.parse("/v1/accelerators/{id}/renewals");

        @Override
        public Mono<Object> getHandler(ServerWebExchange exchange) {
            return Mono.fromRunnable(() -> check(exchange.getRequest()));
        }

        private static void check(ServerHttpRequest request) {
            if (ChangeParameters.of(request).confirmWithin().isPresent()
                    && !isOfAccelerator(request)) {
                throw new RejectedException(
                        new CannotTakeItselfBack("an order, a payment or a plan"));
            }
        }

        /** What may take itself back is decided where accelerators change, the rest is bought. */
        private static boolean isOfAccelerator(ServerHttpRequest request) {
            var path = request.getPath().pathWithinApplication();
            return ACCELERATOR.matches(path) && !RENEWAL.matches(path);
        }
    }
}
