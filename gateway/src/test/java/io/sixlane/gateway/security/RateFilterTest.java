package io.sixlane.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sixlane.http.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RateFilterTest {
    private final RateFilter filter = new RateFilter(new RateProperties(10, 5));

    @Test
    void credentials_have_a_rate_of_their_own() {
        for (var sent = 0; sent < 20; sent++) {
            send("/v1/regions", "Bearer busy").block();
        }
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> {
                            for (var sent = 0; sent < 1_000; sent++) {
                                send("/v1/regions", "Bearer busy").block();
                            }
                        })
                .satisfies(
                        refusal -> {
                            assertThat(refusal.problem().name()).isEqualTo("too-many-requests");
                            assertThat(refusal.problem().headers())
                                    .containsEntry("Retry-After", "1");
                        });
        for (var sent = 0; sent < 30; sent++) {
            send("/v1/regions", "Bearer other-" + sent).block();
            send("/", "Bearer busy").block();
            send("/v1/regions", "").block();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login/ott", "/login/webauthn", "/webauthn/authenticate/options"})
    void an_address_signs_in_a_few_times_a_minute(String path) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> {
                            for (var sent = 0; sent < 100; sent++) {
                                send(path, "").block();
                            }
                        })
                .satisfies(
                        refusal ->
                                assertThat(refusal.problem().name())
                                        .isEqualTo("too-many-requests"));
    }

    private Mono<Void> send(String path, String authorization) {
        var request = MockServerHttpRequest.get(path);
        var sent =
                authorization.isEmpty() ? request : request.header("Authorization", authorization);
        return filter.filter(MockServerWebExchange.from(sent), _ -> Mono.empty());
    }
}
