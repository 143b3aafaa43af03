package io.sixlane.provisioning.change;

import io.sixlane.http.request.Callers;
import io.sixlane.http.request.IdempotencyKeys;
import io.sixlane.http.request.Precondition;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Lasting;
import io.sixlane.provisioning.convergence.Waits;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.CannotTakeItselfBack;
import io.sixlane.provisioning.idempotency.IdempotencyFilter;
import io.sixlane.provisioning.request.ChangeOptions;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the {@link ChangeOptions} of a handler from the headers and the query. */
@Component
final class ChangeOptionsResolver implements HandlerMethodArgumentResolver, WebFluxConfigurer {
    private final Waits waits;

    ChangeOptionsResolver(Waits waits) {
        this.waits = waits;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(ChangeOptions.class);
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindings, ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> read(parameter, exchange));
    }

    private ChangeOptions read(MethodParameter parameter, ServerWebExchange exchange) {
        var headers = exchange.getRequest().getHeaders();
        var parameters = ChangeParameters.of(exchange.getRequest());
        if (parameters.confirmWithin().isPresent() && !canTakeItselfBack(parameter)) {
            throw new RejectedException(new CannotTakeItselfBack(Lasting.WORDS));
        }
        return new ChangeOptions(
                Callers.actor(exchange),
                Precondition.of(headers),
                parameters.dryRun(),
                parameters.confirmWithin(),
                waits.of(exchange).and(IdempotencyFilter.observer(exchange)),
                IdempotencyKeys.read(headers));
    }

    static boolean canTakeItselfBack(MethodParameter parameter) {
        var performs = parameter.getParameterAnnotation(Performs.class);
        return performs != null && !Lasting.class.isAssignableFrom(performs.value());
    }
}
