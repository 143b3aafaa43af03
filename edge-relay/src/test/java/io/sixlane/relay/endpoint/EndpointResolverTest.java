package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointResolverTest {
    private static final String NAME = "origin.example";

    /** What DNS answers; nothing is an outage. */
    private List<String> addresses = List.of("192.0.2.1", "2001:db8::1");

    private Duration ttl = Duration.ofSeconds(60);
    private int asked;
    private long nowNanos;

    @Test
    void uses_all_addresses_in_turn_and_asks_once() {
        var resolver = resolver();
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4))
                .containsExactly(
                        "192.0.2.1", "2001:db8:0:0:0:0:0:1", "192.0.2.1", "2001:db8:0:0:0:0:0:1");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void asks_again_when_the_time_to_live_is_over_and_not_before() {
        var resolver = resolver();
        resolve(resolver);
        addresses = List.of("192.0.2.9");
        pass(59);
        assertThat(resolve(resolver)).isNotEqualTo("192.0.2.9");
        assertThat(asked).isEqualTo(1);
        pass(2);
        resolve(resolver); // served from before while DNS is asked
        assertThat(resolve(resolver)).isEqualTo("192.0.2.9");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void keeps_the_last_good_answer_while_dns_fails_and_asks_at_most_once_a_second() {
        var resolver = resolver();
        addresses = List.of("192.0.2.1");
        resolve(resolver);
        addresses = List.of();
        pass(61);
        for (var i = 0; i < 10; i++) {
            assertThat(resolve(resolver)).isEqualTo("192.0.2.1");
        }
        assertThat(asked).isEqualTo(2);
        pass(3_600);
        assertThat(resolve(resolver)).isEqualTo("192.0.2.1");
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void a_time_to_live_of_0_is_a_second_and_a_day_is_an_hour() {
        ttl = Duration.ZERO;
        var resolver = resolver();
        resolve(resolver);
        resolve(resolver);
        assertThat(asked).isEqualTo(1);
        ttl = Duration.ofDays(1);
        pass(1);
        resolve(resolver);
        assertThat(asked).isEqualTo(2);
        pass(3_599);
        resolve(resolver);
        assertThat(asked).isEqualTo(2);
        pass(1);
        resolve(resolver);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void an_address_that_failed_is_left_out_for_30_s_unless_all_did() {
        var resolver = resolver();
        resolve(resolver);
        resolver.failed(NAME, InetAddress.ofLiteral("2001:db8::1"));
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4)).containsOnly("192.0.2.1");
        resolver.failed(NAME, InetAddress.ofLiteral("192.0.2.1"));
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4))
                .contains("192.0.2.1", "2001:db8:0:0:0:0:0:1");
        pass(31);
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4))
                .contains("192.0.2.1", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void a_client_that_stays_has_always_the_same_address_and_clients_have_all() {
        addresses = List.of("192.0.2.1", "192.0.2.2", "192.0.2.3");
        var resolver = resolver();
        var picked =
                IntStream.range(0, 100)
                        .mapToObj(
                                i -> {
                                    var hash = Hash.of("client " + i);
                                    var address = resolve(resolver, hash);
                                    assertThat(resolve(resolver, hash)).isEqualTo(address);
                                    return address;
                                })
                        .distinct();
        assertThat(picked).containsExactlyInAnyOrderElementsOf(addresses);
    }

    @Test
    void refuses_a_name_that_leads_to_where_no_endpoint_may_be() {
        for (var address :
                List.of(
                        "127.0.0.1",
                        "::1",
                        "169.254.169.254",
                        "100.100.100.200",
                        "168.63.129.16",
                        "192.0.0.192",
                        "64:ff9b::a9fe:a9fe",
                        "2002:7f00:1::",
                        "0.0.0.0")) {
            addresses = List.of(address);
            assertThat(resolver().resolve(NAME, null).toCompletableFuture())
                    .as(address)
                    .isCompletedExceptionally();
        }
        addresses = List.of("64:ff9b::c000:201");
        assertThat(resolve(resolver())).isEqualTo("64:ff9b:0:0:0:0:c000:201");
    }

    @Test
    void follows_a_name_to_loopback_where_the_operator_allows_it() {
        addresses = List.of("127.0.0.1");
        assertThat(resolve(resolver(AddressPrefix.valueOf("127.0.0.0/8")))).isEqualTo("127.0.0.1");
    }

    @Test
    void asks_again_after_a_failure() {
        var resolver = resolver();
        addresses = List.of();
        assertThat(resolver.resolve(NAME, null).toCompletableFuture()).isCompletedExceptionally();
        addresses = List.of("192.0.2.1");
        assertThat(resolve(resolver)).isEqualTo("192.0.2.1");
    }

    private void pass(long seconds) {
        nowNanos += Duration.ofSeconds(seconds).toNanos();
    }

    private EndpointResolver resolver(AddressPrefix... allowed) {
        return new EndpointResolver(
                new EndpointPolicy(List.of(allowed)), this::answer, () -> nowNanos);
    }

    private CompletableFuture<Lookup.Answer> answer(String name) {
        asked++;
        return addresses.isEmpty()
                ? CompletableFuture.failedFuture(new UnknownHostException(name))
                : CompletableFuture.completedFuture(
                        new Lookup.Answer(
                                addresses.stream().map(InetAddress::ofLiteral).toList(), ttl));
    }

    private static String resolve(EndpointResolver resolver) {
        return resolve(resolver, null);
    }

    private static String resolve(EndpointResolver resolver, @Nullable Long clientHash) {
        return resolver.resolve(NAME, clientHash).toCompletableFuture().join().getHostAddress();
    }
}
