package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names as a real name server tells them. */
@Timeout(30)
class DnsLookupIT {
    private static final String NAME = "origin.example.";

    private DnsServer server;
    private DnsLookup lookup;
    private EndpointResolver resolver;

    @BeforeEach
    void start() throws SocketException {
        server = new DnsServer();
        lookup = new DnsLookup(new SingletonDnsServerAddressStreamProvider(server.address()));
        resolver = new EndpointResolver(new EndpointPolicy(List.of()), lookup, System::nanoTime);
    }

    @AfterEach
    void stop() {
        resolver.close();
        server.close();
    }

    @Test
    void finds_addresses_of_both_families_and_how_long_they_are_good_for() {
        server.answer(17, "192.0.2.1", "192.0.2.2", "2001:db8::1");
        var answer = lookup.find(NAME).toCompletableFuture().join();
        assertThat(answer.addresses())
                .containsExactlyInAnyOrder(
                        InetAddress.ofLiteral("192.0.2.1"),
                        InetAddress.ofLiteral("192.0.2.2"),
                        InetAddress.ofLiteral("2001:db8::1"));
        assertThat(answer.ttl()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void one_family_is_enough_and_none_is_a_failure() {
        server.answer(1, "2001:db8::1");
        assertThat(lookup.find(NAME).toCompletableFuture().join().addresses())
                .containsExactly(InetAddress.ofLiteral("2001:db8::1"));
        server.answer(1);
        assertThatThrownBy(() -> lookup.find("none.example.").toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("no address was found");
    }

    @Test
    void follows_a_change_after_the_time_to_live_and_outlives_an_outage() {
        server.answer(1, "192.0.2.1");
        assertThat(resolve()).isEqualTo("192.0.2.1");
        server.answer(1, "192.0.2.2");
        await().until(() -> resolve().equals("192.0.2.2"));
        server.fail();
        await().during(Duration.ofMillis(1_500)).until(() -> resolve().equals("192.0.2.2"));
        server.answer(1, "192.0.2.3");
        await().until(() -> resolve().equals("192.0.2.3"));
    }

    private String resolve() {
        return resolver.resolve(NAME, null).toCompletableFuture().join().getHostAddress();
    }
}
