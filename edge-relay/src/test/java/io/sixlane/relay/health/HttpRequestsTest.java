package io.sixlane.relay.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.HealthCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestsTest {
    @ParameterizedTest
    @CsvSource({
        "backend, backend, backend:8443",
        "my_app.test, my_app.test, my_app.test:8443",
        "web.test., web.test, web.test.:8443",
        "192.0.2.1,, 192.0.2.1:8443",
        "2001:db8::1,, [2001:db8::1]:8443"
    })
    void names_the_endpoint_where_the_check_has_no_host(
            String address, String serverName, String hostHeader) {
        var target =
                new CheckTarget(
                        address,
                        8443,
                        new HealthCheck(
                                HealthCheck.Protocol.HTTPS, null, 1, 1_000, 2, "/", null, null),
                        Greeting.NONE);
        assertThat(HttpRequests.serverName(target)).isEqualTo(serverName);
        assertThat(HttpRequests.of(target).headers().get("Host")).isEqualTo(hostHeader);
    }
}
