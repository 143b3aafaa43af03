package io.sixlane.identity.oidc;

import io.sixlane.configuration.access.AccessEvent.Way;
import io.sixlane.identity.access.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;

/** Spring Security's client of an issuer, when one is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${sixlane.identity.oidc.issuer:}'.isEmpty()")
class OidcConfiguration {
    private static final Logger log = LoggerFactory.getLogger(OidcConfiguration.class);
    private static final String ID = "oidc";

    private static final List<SignatureAlgorithm> ALGORITHMS =
            List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.PS256);

    /** The paths of Spring Security's client. */
    private static final String[] PATHS = {
        "/oauth2/authorization/" + ID, "/login/oauth2/code/" + ID
    };

    /** Asks the issuer for its metadata when the first member comes, not at the start. */
    @Bean
    ClientRegistrationRepository issuers(
            OidcProperties properties, @Value("${sixlane.identity.public-url}") URI publicUrl) {
        var secretFile = properties.secretFile();
        return new SupplierClientRegistrationRepository(
                () ->
                        new InMemoryClientRegistrationRepository(
                                ClientRegistrations.fromIssuerLocation(properties.issuer())
                                        .registrationId(ID)
                                        .clientId(properties.clientId())
                                        .clientSecret(secret(secretFile))
                                        .redirectUri(publicUrl.resolve(PATHS[1]).toString())
                                        .scope(properties.scopes())
                                        .clientSettings(
                                                ClientRegistration.ClientSettings.builder()
                                                        .requireProofKey(true)
                                                        .build())
                                        .build()));
    }

    /** Read again for each attempt that failed, so that a mended file needs no restart. */
    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Bean
    @Order(2)
    SecurityFilterChain oidc(
            HttpSecurity http,
            OidcMembers members,
            Refusals refusals,
            @Value("${sixlane.identity.public-url}") URI publicUrl) {
        return http.securityMatcher(PATHS)
                .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
                .sessionManagement(
                        session -> session.sessionFixation(fixation -> fixation.newSession()))
                .oauth2Login(
                        login ->
                                login.loginPage("/sign-in.html")
                                        .authorizedClientRepository(new NoClients())
                                        .userInfoEndpoint(
                                                user -> user.oidcUserService(members::signIn))
                                        .withObjectPostProcessor(keepingTheName())
                                        .successHandler(
                                                new SimpleUrlAuthenticationSuccessHandler(
                                                        publicUrl.resolve("/").toString()))
                                        .failureHandler(
                                                (_, response, failure) -> {
                                                    log.atInfo()
                                                            .addKeyValue("cause", failure)
                                                            .log("sign-in by the issuer refused");
                                                    refusals.record(Way.OIDC);
                                                    response.sendRedirect(
                                                            publicUrl
                                                                    .resolve(
                                                                            "/sign-in.html?refused")
                                                                    .toString());
                                                }))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Sessions hold the member's id, and none of the issuer's tokens. */
    private static ObjectPostProcessor<OAuth2LoginAuthenticationFilter> keepingTheName() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends OAuth2LoginAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationResultConverter(
                        result ->
                                new OAuth2AuthenticationToken(
                                        new NamedMember(result.getName()), List.of(), ID));
                return filter;
            }
        };
    }

    /** RS256 where the issuer has it, as every issuer should, or what it has instead. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens() {
        var decoders = new OidcIdTokenDecoderFactory();
        decoders.setJwsAlgorithmResolver(OidcConfiguration::algorithm);
        return decoders;
    }

    private static SignatureAlgorithm algorithm(ClientRegistration issuer) {
        var offered =
                issuer.getProviderDetails()
                        .getConfigurationMetadata()
                        .get("id_token_signing_alg_values_supported");
        return offered instanceof Collection<?> names
                ? ALGORITHMS.stream()
                        .filter(algorithm -> names.contains(algorithm.getName()))
                        .findFirst()
                        .orElse(SignatureAlgorithm.RS256)
                : SignatureAlgorithm.RS256;
    }

    /** The issuer's tokens are for sign-in alone, and kept nowhere. */
    private static final class NoClients implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // The interface declares it.
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {
            // For sign-in alone.
        }

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {
            // There is none.
        }
    }
}
