package io.sixlane.identity.signin;

import io.sixlane.configuration.access.AccessEvent.Way;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.identity.TokenClaims;
import io.sixlane.identity.access.AccessLog;
import io.sixlane.identity.access.Refusals;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.problem.Problems;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ott.JdbcOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionFixationProtectionStrategy;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who may reach which path. The gateway refuses what a foreign page sends with a visitor's cookie
 * ({@code Sec-Fetch-Site}), so no path here wants a token against forged requests.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class SignInConfiguration {
    private static final String COOKIE = "__Host-sixlane";

    /** The API: tokens of this service, which the gateway sends. */
    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, Problems problems) {
        return http.securityMatcher("/v1/**")
                .authorizeHttpRequests(paths -> paths.anyRequest().authenticated())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.jwtAuthenticationConverter(roles()))
                                        .authenticationEntryPoint(signInRequired(problems)))
                .exceptionHandling(
                        failures ->
                                failures.authenticationEntryPoint(signInRequired(problems))
                                        .accessDeniedHandler(roleMissing(problems)))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Sessions: sign-in, sign-out, and passkeys of who is signed in. */
    @Bean
    @Order(2)
    SecurityFilterChain signIn(
            HttpSecurity http, SignInProperties properties, Problems problems, Refusals refusals) {
        return http.securityMatcher("/login/ott", "/login/webauthn", "/webauthn/**", "/logout")
                .authorizeHttpRequests(
                        paths ->
                                paths.requestMatchers("/webauthn/register/**")
                                        .authenticated()
                                        .anyRequest()
                                        .permitAll())
                .oneTimeTokenLogin(
                        links ->
                                links.loginPage("/sign-in.html")
                                        .loginProcessingUrl("/login/ott")
                                        .showDefaultSubmitPage(false)
                                        // Below no path of this chain: links are made by the API.
                                        .tokenGeneratingUrl("/never")
                                        .tokenGenerationSuccessHandler((_, _, _) -> {})
                                        .successHandler(signedIn())
                                        .failureHandler(refused(problems, refusals, Way.LINK)))
                .webAuthn(
                        passkeys ->
                                passkeys.rpName("Sixlane")
                                        .rpId(properties.publicUrl().getHost())
                                        .allowedOrigins(properties.publicUrl().toString())
                                        .disableDefaultRegistrationPage(true)
                                        .withObjectPostProcessor(
                                                answering(
                                                        refused(problems, refusals, Way.PASSKEY))))
                .logout(
                        logout ->
                                logout.logoutUrl("/logout")
                                        .deleteCookies(COOKIE)
                                        .logoutSuccessHandler(
                                                new HttpStatusReturningLogoutSuccessHandler(
                                                        HttpStatus.NO_CONTENT)))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(signInRequired(problems)))
                // Its time begins again, which a changed id alone does not do.
                .sessionManagement(
                        session -> session.sessionFixation(fixation -> fixation.newSession()))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** The gateway and the operator's tools, on an address that clients do not reach. */
    @Bean
    @Order(3)
    SecurityFilterChain inside(
            HttpSecurity http,
            @Value("${sixlane.actuator-networks:127.0.0.0/8,::1/128}") List<String> networks) {
        return http.authorizeHttpRequests(
                        paths ->
                                paths.requestMatchers(
                                                "/internal/exchange",
                                                "/oauth2/jwks",
                                                "/login/ways",
                                                "/actuator/health/**",
                                                "/v3/api-docs",
                                                "/error")
                                        .permitAll()
                                        .requestMatchers("/actuator/**")
                                        .access(
                                                AuthorizationManagers.anyOf(
                                                        networks.stream()
                                                                .map(
                                                                        IpAddressAuthorizationManager
                                                                                ::hasIpAddress)
                                                                .toArray(
                                                                        IpAddressAuthorizationManager
                                                                                        []
                                                                                ::new)))
                                        .anyRequest()
                                        .denyAll())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static JwtAuthenticationConverter roles() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(
                token ->
                        List.of(
                                new SimpleGrantedAuthority(
                                        "ROLE_" + token.getClaimAsString(TokenClaims.ROLE))));
        return converter;
    }

    @Bean
    static RoleHierarchy roleHierarchy() {
        var hierarchy = RoleHierarchyImpl.withDefaultRolePrefix();
        var roles = Role.values();
        for (var more = 1; more < roles.length; more++) {
            hierarchy.role(roles[more].name()).implies(roles[more - 1].name());
        }
        return hierarchy.build();
    }

    private static AuthenticationEntryPoint signInRequired(Problems problems) {
        return (request, response, _) ->
                problems.write(request, response, Problems.signInRequired());
    }

    private static AccessDeniedHandler roleMissing(Problems problems) {
        return (request, response, _) ->
                problems.write(request, response, Problems.roleMissing("of these credentials"));
    }

    private static AuthenticationSuccessHandler signedIn() {
        return (_, response, _) -> response.setStatus(HttpStatus.NO_CONTENT.value());
    }

    private static ObjectPostProcessor<WebAuthnAuthenticationFilter> answering(
            AuthenticationFailureHandler refusal) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends WebAuthnAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(refusal);
                filter.setSessionAuthenticationStrategy(newSession());
                return filter;
            }
        };
    }

    /** The configuration of sessions does not reach the filter of passkeys. */
    private static SessionAuthenticationStrategy newSession() {
        var strategy = new SessionFixationProtectionStrategy();
        strategy.setMigrateSessionAttributes(false);
        return strategy;
    }

    private static AuthenticationFailureHandler refused(
            Problems problems, Refusals refusals, Way way) {
        return (request, response, failure) -> {
            refusals.record(way);
            if (failure instanceof LockedException) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            }
            problems.write(
                    request,
                    response,
                    failure instanceof LockedException
                            ? Problems.problem(
                                    HttpStatus.TOO_MANY_REQUESTS,
                                    "too-many-requests",
                                    "This member signs in too often; try again in a minute")
                            : Problems.problem(
                                    HttpStatus.UNAUTHORIZED,
                                    "sign-in-refused",
                                    way == Way.LINK
                                            ? "This link was used before, or is too old; ask for"
                                                    + " another"
                                            : "This passkey is not registered here; sign in with a"
                                                    + " link and register it"));
        };
    }

    /** Asked for when a member has proven to be one. Members have no passwords. */
    @Bean
    UserDetailsService memberDetails(Members members, SignInRate rate) {
        return id -> {
            var member = members.find(id).orElseThrow(() -> new UsernameNotFoundException(id));
            rate.count(member.id());
            return User.withUsername(member.id()).password("").build();
        };
    }

    @Bean
    OneTimeTokenService oneTimeTokens(JdbcOperations jdbc) {
        return new JdbcOneTimeTokenService(jdbc);
    }

    @Bean
    UserCredentialRepository passkeys(
            JdbcOperations jdbc,
            PublicKeyCredentialUserEntityRepository owners,
            Members members,
            AccessLog events,
            TransactionOperations transactions) {
        return new RecordedPasskeys(
                new JdbcUserCredentialRepository(jdbc), owners, members, events, transactions);
    }

    @Bean
    PublicKeyCredentialUserEntityRepository passkeyOwners(JdbcOperations jdbc) {
        return new JdbcPublicKeyCredentialUserEntityRepository(jdbc);
    }

    /** Bound to the host and to TLS, or to loopback; no script reads it (RFC 6265bis, 4.1.3.2). */
    @Bean
    CookieSerializer sessionCookie() {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(COOKIE);
        cookie.setCookiePath("/");
        cookie.setUseSecureCookie(true);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }
}
