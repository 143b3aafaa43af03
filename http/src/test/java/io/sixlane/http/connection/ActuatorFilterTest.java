package io.sixlane.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.http.problem.RefusedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class ActuatorFilterTest {
    private final ActuatorFilter filter =
            new ActuatorFilter(
                    List.of(
                            IpPrefix.of("127.0.0.0/8"),
                            IpPrefix.of("::1/128"),
                            IpPrefix.of("10.1.0.0/16")));

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, /actuator/prometheus, true",
        "::1, /actuator/relay, true",
        "10.1.2.3, /actuator/prometheus, true",
        "10.2.2.3, /actuator/prometheus, false",
        "2001:db8::1, /actuator/prometheus, false",
        "2001:db8::1, /actuator/relay, false",
        "2001:db8::1, /actuator, false",
        "2001:db8::1, /actuator/, false",
        "2001:db8::1, /actuator/healthy, false",
        "2001:db8::1, /%61ctuator/prometheus, false",
        "2001:db8::1, /actuator;a=b/prometheus, false",
        "2001:db8::1, /actuator/health, true",
        "2001:db8::1, /actuator/health/readiness, true",
        "2001:db8::1, /actuators, true",
        "2001:db8::1, /v1/regions, true",
        ", /actuator/prometheus, false"
    })
    void only_named_networks_see_more_than_health(String address, String path, boolean admitted) {
        var request = MockServerHttpRequest.method(HttpMethod.GET, URI.create(path));
        if (address != null) {
            request.remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 1));
        }
        var passed =
                filter.filter(MockServerWebExchange.from(request), _ -> Mono.empty())
                        .thenReturn(true)
                        .onErrorResume(
                                RefusedException.class,
                                refusal -> {
                                    assertThat(refusal.problem().name()).isEqualTo("not-found");
                                    return Mono.just(false);
                                })
                        .block();
        assertThat(passed).isEqualTo(admitted);
    }
}
