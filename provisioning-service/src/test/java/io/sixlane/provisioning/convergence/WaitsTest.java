package io.sixlane.provisioning.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class WaitsTest {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");

    /** The header limit of clients, the request line and other headers included. */
    private static final int CLIENTS_TAKE = 8_192;

    @Test
    void lists_late_and_dead_relays() {
        var headers =
                headersOf(List.of("a: the relay is at revision 2 of 3"), List.of("b: dé\nad"));

        assertThat(headers.get("Sixlane-Late"))
                .containsExactly("a: the relay is at revision 2 of 3");
        assertThat(headers.get("Sixlane-Dead")).containsExactly("b: d??ad");
        assertThat(headers.getFirst("Sixlane-Programmed")).isEqualTo("false");
    }

    @Test
    void counts_the_omitted_ones_and_links_to_all() {
        var headers = headersOf(relays(200), relays(11));

        assertThat(headers.get("Sixlane-Late"))
                .hasSize(21)
                .last()
                .isEqualTo("and 180 more, see /v1/accelerators/ga-1/convergence");
        assertThat(headers.get("Sixlane-Dead"))
                .hasSize(11)
                .last()
                .isEqualTo("and 1 more, see /v1/accelerators/ga-1/convergence");
    }

    @Test
    void stays_below_the_header_limit_of_clients_with_many_relays() {
        var headers = headersOf(relays(200), relays(200));

        assertThat(headers.get("Sixlane-Late"))
                .allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(200));
        assertThat(headers.getFirst("Sixlane-Late")).endsWith("address already in...");
        assertThat(size(headers)).isLessThan(CLIENTS_TAKE - 1_024);
    }

    private static HttpHeaders headersOf(List<String> late, List<String> dead) {
        var headers = new HttpHeaders();
        Waits.addHeaders(new Wait.Outcome(false, List.of(ID), late, dead), headers);
        return headers;
    }

    /** Each of them failed at many listeners. */
    private static List<String> relays(int many) {
        var failures =
                "lsr-2345: cannot bind [2001:db8::1]:80: address already in use; ".repeat(50);
        return IntStream.range(0, many)
                .mapToObj(n -> String.format(Locale.ROOT, "relay-%03d: %s", n, failures))
                .toList();
    }

    private static int size(HttpHeaders headers) {
        return headers.headerSet().stream()
                .flatMap(
                        header ->
                                header.getValue().stream()
                                        .map(value -> header.getKey() + ": " + value + "\r\n"))
                .mapToInt(String::length)
                .sum();
    }
}
