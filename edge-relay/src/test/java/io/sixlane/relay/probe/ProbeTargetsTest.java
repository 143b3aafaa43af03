package io.sixlane.relay.probe;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbedTls;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.listener.Fixtures;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTargetsTest {
    private static final AcceleratorImage IMAGE =
            accelerator("ga-1", 3, "fd00::1", 9, listener("lsr-1", 80, 8_081));

    private final EndpointResolver resolver =
            new EndpointResolver(() -> EndpointPolicy.allowing("127.0.0.0/8"));

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void both_ends_come_from_the_image_and_get_the_same_request() throws Exception {
        var targets = ProbeTargets.of(IMAGE, request("lsr-1", 80, "/a?b", 3), resolver);

        assertThat(targets.direct().address())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8_081));
        assertThat(targets.accelerated().address())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("fd00::1"), 80));
        assertThat(new String(targets.direct().request(), US_ASCII))
                .startsWith("GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:8081\r\n")
                .endsWith("Connection: close\r\n\r\n");
        assertThat(targets.accelerated().request()).isEqualTo(targets.direct().request());
        assertThat(targets.direct().tls()).isNull();
    }

    @Test
    void TLS_names_the_host_that_was_asked_for_or_else_the_endpoint() throws Exception {
        var named = ProbeTargets.of(IMAGE, secure(new ProbedTls("shop.example", false)), resolver);
        assertThat(named.direct().tls()).isEqualTo(new ProbeTls("shop.example", null));
        assertThat(named.accelerated().tls()).isEqualTo(named.direct().tls());
        assertThat(new String(named.direct().request(), US_ASCII))
                .contains("Host: shop.example\r\n");

        var plain = ProbeTargets.of(IMAGE, secure(new ProbedTls(null, true)), resolver);
        assertThat(plain.direct().tls())
                .satisfies(tls -> assertThat(tls.name()).isEqualTo("127.0.0.1"))
                .satisfies(tls -> assertThat(tls.trust()).isNotNull());
    }

    private static AskedProbe secure(ProbedTls tls) {
        return request("lsr-1", 80, "/", 3, tls);
    }

    @Test
    void nothing_that_the_image_lacks_or_the_policy_refuses_is_connected_to() {
        refused(IMAGE, request("lsr-2", 80, null, 3), "the accelerator changed meanwhile");
        refused(IMAGE, request("lsr-1", 81, null, 3), "the accelerator changed meanwhile");
        refused(IMAGE, request("lsr-1", 80, null, 4), "has not applied revision 4 yet");
        refused(null, request("lsr-1", 80, null, 3), "has not applied revision 3 yet");
        try (var strict = new EndpointResolver(() -> EndpointPolicy.allowing(""))) {
            assertThatThrownBy(() -> ProbeTargets.of(IMAGE, request("lsr-1", 80, null, 3), strict))
                    .isInstanceOf(UnmeasurableException.class);
        }
    }

    private void refused(@Nullable AcceleratorImage image, AskedProbe request, String why) {
        assertThatThrownBy(() -> ProbeTargets.of(image, request, resolver))
                .isInstanceOf(UnmeasurableException.class)
                .hasMessageContaining(why);
    }

    private static AskedProbe request(
            String listener, int port, @Nullable String path, long revision) {
        return request(listener, port, path, revision, null);
    }

    private static AskedProbe request(
            String listener,
            int port,
            @Nullable String path,
            long revision,
            @Nullable ProbedTls tls) {
        return new AskedProbe(
                "prb-1",
                "relay-1",
                new AcceleratorId("ga-1"),
                revision,
                Fixtures.REGION,
                new ListenerId(listener),
                new EndpointGroupId("epg-1"),
                endpoint("127.0.0.1", 255).id(),
                port,
                path,
                tls,
                1,
                Instant.EPOCH);
    }
}
