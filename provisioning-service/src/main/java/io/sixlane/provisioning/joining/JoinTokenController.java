package io.sixlane.provisioning.joining;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.RequestBodies;
import io.sixlane.http.body.TextForm;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoinTokenNotFound;
import io.sixlane.provisioning.request.ChangeOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tokens with which relays on other machines join, for operators. */
@RestController
@LeastRole(Role.OPERATOR)
class JoinTokenController {
    private final JoinTokens tokens;

    JoinTokenController(JoinTokens tokens) {
        this.tokens = tokens;
    }

    /** The body, for the document of the API. */
    @Configuration(proxyBeanMethods = false)
    static class Bodies {
        @Bean
        RequestBodies joinTokenRequestBodies() {
            return new RequestBodies(Map.of("JoinTokenRequest", JoinTokenRequest::read));
        }
    }

    /**
     * A token to make.
     *
     * @param pools CIDR, the addresses that its relays serve; empty for all of the region
     */
    record JoinTokenRequest(String region, List<String> pools, int uses, Duration lifetime) {
        private static final int MOST_POOLS = 2;
        private static final int MOST_USES = 100;
        private static final int HOUR = 3_600;
        private static final int LEAST_SECONDS = 60;
        private static final int MOST_SECONDS = 30 * 24 * HOUR;

        /** With it, the name of a relay fits into a certificate. */
        private static final TextForm REGION =
                TextForm.matching(
                        "[a-z0-9-]{1,44}", 1, 44, "cn-hongkong", "must be the code of a region");

        private static final TextForm PREFIX =
                TextForm.checked("cidr", 43, "2001:db8:7::/64", JoinTokenRequest::check);

        static JoinTokenRequest read(JsonFields fields) {
            var region = fields.text("region", REGION);
            var pools = fields.optionalList("pools", MOST_POOLS, JoinTokenRequest::pool);
            var uses = fields.optionalInteger("uses", 1, MOST_USES);
            var lifetime = fields.optionalInteger("lifetimeSeconds", LEAST_SECONDS, MOST_SECONDS);
            return new JoinTokenRequest(
                    region,
                    pools == null ? List.of() : pools,
                    uses == null ? 1 : uses,
                    Duration.ofSeconds(lifetime == null ? HOUR : lifetime));
        }

        private static String pool(JsonFields fields) {
            return fields.text("prefix", PREFIX);
        }

        private static Optional<String> check(String text) {
            try {
                var _ = IpPrefix.of(text);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * A token without its secret.
     *
     * @param pools CIDR; empty for all of the region
     * @param usedBy ids of the relays that joined with it
     */
    record JoinTokenView(
            String id,
            String region,
            List<String> pools,
            int uses,
            List<String> usedBy,
            Instant expiresAt,
            boolean revoked) {
        static JoinTokenView of(TokenState state) {
            var created = Objects.requireNonNull(state.created());
            return new JoinTokenView(
                    created.tokenId(),
                    created.region(),
                    created.pools(),
                    created.uses(),
                    state.usedBy(),
                    created.expiresAt(),
                    state.revoked());
        }
    }

    /**
     * A new token.
     *
     * @param token shown once, for {@code sixlane relay join}
     */
    record JoinTokenMade(String token, JoinTokenView details) {}

    /** By id, also those that are used up, expired or revoked. */
    record JoinTokensView(List<JoinTokenView> items) {}

    @PostMapping("/v1/relays/join-tokens")
    @Operation(
            operationId = "createJoinToken",
            summary = "Make a token that relays join with",
            description = "The token is in this answer alone; the log has a hash of it.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "JoinTokenRequest")))
    Mono<ResponseEntity<JoinTokenMade>> create(
            ChangeOptions options, @RequestBody(required = false) byte @Nullable [] body) {
        var wanted = JsonBody.read(body, JoinTokenRequest::read);
        return tokens.create(
                        wanted.region(),
                        wanted.pools().stream().map(IpPrefix::of).toList(),
                        wanted.uses(),
                        wanted.lifetime(),
                        options)
                .map(
                        made -> {
                            var view = JoinTokenView.of(made.state());
                            return ResponseEntity.created(
                                            URI.create("/v1/relays/join-tokens/" + view.id()))
                                    .cacheControl(CacheControl.noStore())
                                    .body(new JoinTokenMade(made.token().text(), view));
                        });
    }

    @GetMapping("/v1/relays/join-tokens")
    @Operation(operationId = "listJoinTokens", summary = "List the tokens that relays join with")
    Mono<JoinTokensView> list() {
        return tokens.all()
                .filter(TokenState::exists)
                .map(JoinTokenView::of)
                .collectList()
                .map(JoinTokensView::new);
    }

    @GetMapping("/v1/relays/join-tokens/{tokenId}")
    @Operation(operationId = "findJoinToken", summary = "Show a token that relays join with")
    Mono<JoinTokenView> find(@PathVariable String tokenId) {
        return tokens.find(tokenId)
                .filter(TokenState::exists)
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new JoinTokenNotFound(tokenId))))
                .map(JoinTokenView::of);
    }

    /** Relays that joined with it stay. */
    @DeleteMapping("/v1/relays/join-tokens/{tokenId}")
    @Operation(operationId = "revokeJoinToken", summary = "Revoke a token that relays join with")
    Mono<ResponseEntity<Void>> revoke(ChangeOptions options, @PathVariable String tokenId) {
        return tokens.revoke(tokenId, options).thenReturn(ResponseEntity.noContent().build());
    }
}
