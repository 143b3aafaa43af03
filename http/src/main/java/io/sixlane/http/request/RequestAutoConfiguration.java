package io.sixlane.http.request;

import io.sixlane.configuration.log.Actor;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Holds requests to their contract, and hands handlers the caller and the precondition. */
@AutoConfiguration(
        beforeName = "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration")
class RequestAutoConfiguration {
    @Bean
    WebFluxRegistrations apiRegistrations(List<TakenParameters> taken) {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new ApiHandlerMapping(taken);
            }
        };
    }

    @Bean
    TakenParameters noParameters() {
        return _ -> Set.of();
    }

    @Bean
    PreconditionFilter preconditionFilter() {
        return new PreconditionFilter();
    }

    @Bean
    Parameters parameters() {
        return new Parameters();
    }

    @Bean
    WebFluxConfigurer requestArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
                builder.resolver(new Utf8Answers());
            }

            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(
                        new ExchangeArgument(Actor.class, Callers::actor),
                        new ExchangeArgument(Caller.class, Callers::of),
                        new ExchangeArgument(
                                Precondition.class,
                                exchange -> Precondition.of(exchange.getRequest().getHeaders())));
            }
        };
    }

    /** A parameter of a handler that is made of its request. */
    private record ExchangeArgument(Class<?> type, Function<ServerWebExchange, Object> reader)
            implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public Mono<Object> resolveArgument(
                MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
            return Mono.fromSupplier(() -> reader.apply(exchange));
        }
    }
}
