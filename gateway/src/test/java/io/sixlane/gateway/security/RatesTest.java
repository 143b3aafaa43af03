package io.sixlane.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sixlane.http.problem.RefusedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RatesTest {
    private static final ClientAddress CLIENT = client("192.0.2.1");

    private final Rates rates = new Rates(new RateProperties(10, 5, 5));

    @Test
    void credentials_have_a_rate_of_their_own_wherever_they_come_from() {
        for (var sent = 0; sent < 20; sent++) {
            rates.countRequest(credentials("busy", client("192.0.2." + sent)));
        }
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> {
                            for (var sent = 0; sent < 1_000; sent++) {
                                rates.countRequest(credentials("busy", CLIENT));
                            }
                        })
                .satisfies(
                        refusal -> {
                            assertThat(refusal.problem().name()).isEqualTo("too-many-requests");
                            assertThat(refusal.problem().headers())
                                    .containsEntry("Retry-After", "1");
                        });
        for (var sent = 0; sent < 30; sent++) {
            rates.countRequest(credentials("other-" + sent, CLIENT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login/ott",
                "/login/webauthn",
                "/webauthn/authenticate/options",
                "/%6Cogin/ott",
                "/login;a=b/ott",
                "/join"
            })
    void an_address_signs_in_or_joins_a_few_times_a_minute(String path) {
        var filter = new SignInFilter(rates);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> {
                            for (var sent = 0; sent < 100; sent++) {
                                var request =
                                        MockServerHttpRequest.method(
                                                HttpMethod.POST, URI.create(path));
                                filter.filter(
                                                MockServerWebExchange.from(request),
                                                _ -> Mono.empty())
                                        .block();
                            }
                        })
                .satisfies(
                        refusal ->
                                assertThat(refusal.problem().name())
                                        .isEqualTo("too-many-requests"));
    }

    /** The next address of the same subscriber is no other client. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.2, false",
        "::ffff:192.0.2.1, 192.0.2.1, true"
    })
    void a_network_is_what_one_subscriber_has(String one, String other, boolean same) {
        assertThat(client(one).network().equals(client(other).network())).isEqualTo(same);
        for (var failure = 0; failure < 5; failure++) {
            rates.countFailure(client(one));
        }
        if (same) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> rates.countFailure(client(other)));
        } else {
            rates.countFailure(client(other));
        }
        rates.uncountFailure(client(one));
        rates.countFailure(client(one));
    }

    private static Credentials credentials(String token, ClientAddress client) {
        return new Credentials("Authorization", token, client);
    }

    private static ClientAddress client(String address) {
        return ClientAddress.of(
                MockServerHttpRequest.get("/")
                        .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 1))
                        .build());
    }
}
