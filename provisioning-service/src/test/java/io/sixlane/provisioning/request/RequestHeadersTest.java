package io.sixlane.provisioning.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class RequestHeadersTest {
    private static HttpHeaders because(String reason) {
        var headers = new HttpHeaders();
        headers.add("X-Reason", reason);
        return headers;
    }

    @Test
    void takes_a_reason_of_1_to_256_characters_without_the_spaces_around_it() {
        assertThat(RequestHeaders.actor(because(" ticket 7 ")).reason()).isEqualTo("ticket 7");
        assertThat(RequestHeaders.actor(because("x".repeat(256))).reason())
                .isEqualTo("x".repeat(256));
    }

    @Test
    void has_no_reason_without_one() {
        assertThat(RequestHeaders.actor(new HttpHeaders()).reason()).isNull();
        assertThat(RequestHeaders.actor(because("  ")).reason()).isNull();
    }

    @Test
    void refuses_a_longer_reason() {
        assertThatThrownBy(() -> RequestHeaders.actor(because("x".repeat(257))))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessage("X-Reason must be 1 to 256 characters");
    }
}
