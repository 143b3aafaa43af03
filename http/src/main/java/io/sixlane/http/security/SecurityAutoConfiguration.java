package io.sixlane.http.security;

import io.sixlane.configuration.identity.TokenClaims;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemSource;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.Callers;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AnonymousSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import reactor.core.publisher.Mono;

/**
 * Makes a service a resource server: its API answers to tokens of the identity service alone. The
 * gateway, which exchanges credentials for those tokens, leaves this out.
 */
@AutoConfiguration
@EnableWebFluxSecurity
@EnableConfigurationProperties(TokenProperties.class)
class SecurityAutoConfiguration {
    @Bean
    SecurityWebFilterChain apiSecurity(ServerHttpSecurity http) {
        ServerAuthenticationEntryPoint refusal =
                (_, _) -> Mono.error(() -> new RefusedException(Callers.signInRequired()));
        return http.authorizeExchange(
                        paths ->
                                paths.pathMatchers("/v1/**")
                                        .authenticated()
                                        .anyExchange()
                                        .permitAll())
                .oauth2ResourceServer(
                        server -> server.jwt(_ -> {}).authenticationEntryPoint(refusal))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(refusal))
                .addFilterAfter(new CallerFilter(), SecurityWebFiltersOrder.AUTHORIZATION)
                .anonymous(AnonymousSpec::disable)
                .csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                // The gateway writes them.
                .headers(HeaderSpec::disable)
                .build();
    }

    /** Asks for the keys when the first token comes, and when one has a key that is not known. */
    @Bean
    ReactiveJwtDecoder tokens(TokenProperties properties) {
        var decoder =
                NimbusReactiveJwtDecoder.withJwkSetUri(properties.keys().toString())
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .build();
        // Its claims are checked with each request.
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return new VerifiedTokens(
                token ->
                        decoder.decode(token)
                                .onErrorMap(
                                        IllegalStateException.class,
                                        failure ->
                                                new AuthenticationServiceException(
                                                        "no keys of the identity service",
                                                        failure)),
                new DelegatingOAuth2TokenValidator<Jwt>(
                        JwtValidators.createDefaultWithIssuer(TokenClaims.ISSUER),
                        new JwtClaimValidator<List<String>>(
                                JwtClaimNames.AUD,
                                audience ->
                                        audience != null
                                                && audience.contains(TokenClaims.AUDIENCE))));
    }

    /** Names may contain an encoded semicolon, and reasons every character of UTF-8. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowSemicolon(true);
        firewall.setAllowedHeaderValues(_ -> true);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler rejectedRequests() {
        return (_, rejected) ->
                Mono.error(
                        () ->
                                new MalformedRequestException(
                                        "the request has a path or a header that is not allowed: "
                                                + rejected.getMessage()));
    }

    /** The keys of the identity service cannot be read. */
    @Bean
    ProblemSource signerErrors() {
        return error ->
                error instanceof AuthenticationServiceException
                        ? Optional.of(
                                Problem.of(
                                        ProblemType.SERVICE_UNAVAILABLE,
                                        "The identity service does not answer; repeat the request"
                                                + " in a moment"))
                        : Optional.empty();
    }
}
