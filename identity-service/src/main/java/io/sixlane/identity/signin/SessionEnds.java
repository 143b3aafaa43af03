package io.sixlane.identity.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.core.annotation.Order;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends sessions that are too old, however much they are used, before anything reads them. */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER + 1)
class SessionEnds extends OncePerRequestFilter {
    private final SignInProperties properties;
    private final InstantSource time;

    SessionEnds(SignInProperties properties, InstantSource time) {
        this.properties = properties;
        this.time = time;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null) {
            var end =
                    Instant.ofEpochMilli(session.getCreationTime())
                            .plus(properties.sessionLifetime());
            if (!time.instant().isBefore(end)) {
                session.invalidate();
            }
        }
        chain.doFilter(request, response);
    }
}
