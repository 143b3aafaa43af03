package io.sixlane.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, -1",
        "LOCALHOST:8080, localhost, 8080",
        "localhost., localhost, -1",
        "LocalHost.:80, localhost, 80",
        "localhost:, localhost, -1",
        "127.0.0.1:0, 127.0.0.1, 0",
        "[::1]:65535, [::1], 65535",
        "[2001:DB8::1], [2001:db8::1], -1",
        "my_app.test, my_app.test, -1"
    })
    void reads_a_host_as_every_client_means_it(String text, String name, int port) {
        var host = HostName.parse(text).orElseThrow();
        assertThat(host.name()).isEqualTo(name);
        assertThat(host.port().orElse(-1)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost..",
                "a..b",
                ":80",
                "localhost:abc",
                "localhost:99999",
                "localhost:65536",
                "localhost:-1",
                "a b",
                "a/b",
                "a@b",
                "::1",
                "[::1",
                "localhost:80:80",
                "localhost:+80",
                "a,b:1:"
            })
    void refuses_an_invalid_host(String text) {
        assertThat(HostName.parse(text)).isEmpty();
    }
}
