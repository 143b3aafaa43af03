package io.sixlane.identity.exchange;

import io.sixlane.configuration.access.AccessEvent.Way;
import io.sixlane.identity.access.Refusals;
import io.sixlane.identity.access.SessionIds;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.signer.TokenSigner;
import io.sixlane.identity.signer.TokenSigner.Accepted;
import io.sixlane.identity.token.ApiTokens;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exchanges what a client holds, a session's cookie or an API token, for a token that services
 * trust. For the gateway, which routes nothing here from outside.
 */
@RestController
@Hidden
class ExchangeController {
    private static final String BEARER = "Bearer ";

    private final ApiTokens tokens;
    private final Members members;
    private final TokenSigner signer;
    private final Refusals refusals;

    ExchangeController(ApiTokens tokens, Members members, TokenSigner signer, Refusals refusals) {
        this.tokens = tokens;
        this.members = members;
        this.signer = signer;
        this.refusals = refusals;
    }

    /** 401 without credentials that count. An {@code Authorization} header goes before a cookie. */
    @PostMapping(path = "/internal/exchange", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> exchange(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization,
            @RequestParam(defaultValue = "") String clientAddress,
            HttpServletRequest request) {
        var accepted =
                authorization == null
                        ? ofSession(request, clientAddress)
                        : ofToken(authorization, clientAddress);
        if (accepted.isEmpty() && authorization != null) {
            refusals.record(Way.API_TOKEN);
        }
        return accepted.map(signer::sign)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.status(401).build());
    }

    private Optional<Accepted> ofToken(String authorization, String clientAddress) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return tokens.grant(authorization.substring(BEARER.length()).strip())
                .map(
                        grant ->
                                new Accepted(
                                        grant.id(),
                                        grant.account(),
                                        grant.member(),
                                        grant.role(),
                                        grant.accelerator(),
                                        clientAddress));
    }

    private Optional<Accepted> ofSession(HttpServletRequest request, String clientAddress) {
        var session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(person -> !(person instanceof AnonymousAuthenticationToken))
                .flatMap(person -> members.find(person.getName()))
                .map(
                        member ->
                                new Accepted(
                                        SessionIds.of(session.getId()),
                                        member.account(),
                                        member.id(),
                                        member.role(),
                                        null,
                                        clientAddress));
    }
}
