package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.address.Place;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Isolated("it reads the log")
class EndpointResolverTest {
    private static final String NAME = "origin.example";

    private List<String> addresses = List.of("192.0.2.1", "2001:db8::1");
    private List<String> inHostsFile = List.of();
    private boolean outage;
    private Duration ttl = Duration.ofSeconds(60);

    /** For IPv4 addresses; each look asks for both families. */
    private int asked;

    private long nowNanos;

    @Test
    void uses_all_addresses_in_turn_and_asks_once() {
        var resolver = resolver();
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4))
                .containsExactly("192.0.2.1", "2001:db8::1", "192.0.2.1", "2001:db8::1");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void queries_again_when_the_time_to_live_is_over_and_not_before() {
        var resolver = resolver();
        resolve(resolver);
        addresses = List.of("192.0.2.9");
        pass(59);
        assertThat(resolve(resolver)).isNotEqualTo("192.0.2.9");
        assertThat(asked).isEqualTo(1);
        pass(2);
        resolve(resolver);
        assertThat(resolve(resolver)).isEqualTo("192.0.2.9");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void keeps_the_last_good_answer_in_an_outage_and_asks_again_after_longer_and_longer_pauses() {
        var resolver = resolver();
        addresses = List.of("192.0.2.1");
        resolve(resolver);
        outage = true;
        pass(61);
        for (var pause : List.of(1, 2, 4, 8, 16, 30, 30)) {
            var before = asked;
            assertThat(resolve(resolver)).isEqualTo("192.0.2.1");
            assertThat(asked).isEqualTo(before + 1);
            pass(pause - 1);
            assertThat(resolve(resolver)).isEqualTo("192.0.2.1");
            assertThat(asked).isEqualTo(before + 1);
            pass(1);
        }
        outage = false;
        addresses = List.of("192.0.2.2");
        resolve(resolver);
        assertThat(resolve(resolver)).isEqualTo("192.0.2.2");
    }

    @Test
    void a_time_to_live_of_0_is_a_second_and_a_day_is_an_hour() {
        addresses = List.of("192.0.2.1");
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
                .contains("192.0.2.1", "2001:db8::1");
        pass(31);
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4))
                .contains("192.0.2.1", "2001:db8::1");
    }

    @Test
    void an_unhealthy_address_is_left_out_unless_all_are() {
        var resolver = resolver();
        var bad = InetAddress.ofLiteral("192.0.2.1");
        assertThat(Stream.generate(() -> resolve(resolver, null, one -> !one.equals(bad))).limit(4))
                .containsOnly("2001:db8::1");
        assertThat(Stream.generate(() -> resolve(resolver, null, _ -> false)).limit(4))
                .contains("192.0.2.1", "2001:db8::1");
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
                                    var address =
                                            resolve(resolver, hash, EndpointResolverTest::any);
                                    assertThat(resolve(resolver, hash, EndpointResolverTest::any))
                                            .isEqualTo(address);
                                    return address;
                                })
                        .distinct();
        assertThat(picked).containsExactlyInAnyOrderElementsOf(addresses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "0.0.0.0",
                "0.1.2.3",
                "240.0.0.1",
                "::2",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::f000:1",
                "2002:7f00:1::"
            })
    void refuses_where_no_endpoint_may_be_by_address_and_by_name(String address) {
        addresses = List.of(address);
        var resolver = resolver();
        for (var endpoint : List.of(NAME, address)) {
            assertThatThrownBy(() -> resolve(resolver, endpoint, 80))
                    .as(endpoint)
                    .hasMessageContaining(" is ");
        }
    }

    @Test
    void a_name_with_a_refused_address_leads_to_the_others() {
        addresses = List.of("127.0.0.1", "192.0.2.1");
        var resolver = resolver();
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4)).containsOnly("192.0.2.1");
        addresses = List.of("64:ff9b::c000:201");
        assertThat(resolve(resolver())).isEqualTo("64:ff9b::c000:201");
    }

    @Test
    void follows_a_name_to_loopback_where_the_operator_allows_it() {
        addresses = List.of("127.0.0.1");
        assertThat(resolve(resolver(EndpointPolicy.allowing("127.0.0.0/8"))))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void refuses_a_port_of_the_installation_and_takes_its_neighbours() {
        addresses = List.of("127.0.0.1");
        var resolver =
                resolver(
                        new EndpointPolicy(
                                Place.listOf("127.0.0.0/8"),
                                Place.listOf("127.0.0.1:5432"),
                                List.of()));
        for (var endpoint : List.of(NAME, "127.0.0.1", "127.0.0.2")) {
            assertThatThrownBy(() -> resolve(resolver, endpoint, 5432))
                    .hasMessageContaining("is an address of this installation");
        }
        assertThat(resolve(resolver, NAME, 5433)).isEqualTo("127.0.0.1");
    }

    @Test
    void refuses_a_name_that_leads_back_into_an_address_pool() {
        addresses = List.of("2001:db8:a::7");
        var resolver =
                resolver(
                        new EndpointPolicy(
                                List.of(), List.of(), List.of(IpPrefix.of("2001:db8:a::/64"))));
        for (var endpoint : List.of(NAME, "2001:db8:a::9")) {
            assertThatThrownBy(() -> resolve(resolver, endpoint, 80))
                    .hasMessageContaining("is in an address pool");
        }
    }

    @Test
    void queries_again_after_a_failure() {
        var resolver = resolver();
        outage = true;
        assertThatThrownBy(() -> resolve(resolver)).hasMessageContaining("silence");
        outage = false;
        addresses = List.of("192.0.2.1");
        assertThat(resolve(resolver)).isEqualTo("192.0.2.1");
    }

    @Test
    void a_name_without_addresses_loses_those_it_had() {
        var resolver = resolver();
        resolve(resolver);
        addresses = List.of();
        pass(61);
        assertThatThrownBy(() -> resolve(resolver)).hasMessageContaining("no address");
        assertThat(asked).isEqualTo(2);
        addresses = List.of("192.0.2.1");
        pass(60);
        assertThat(resolve(resolver)).isEqualTo("192.0.2.1");
    }

    @Test
    void the_hosts_file_counts_before_dns_as_long_as_it_has_the_name() {
        var resolver = resolver();
        resolve(resolver);
        inHostsFile = List.of("192.0.2.7");
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4)).containsOnly("192.0.2.7");
        inHostsFile = List.of();
        assertThat(Stream.generate(() -> resolve(resolver)).limit(4))
                .contains("192.0.2.1", "2001:db8::1");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void forgets_names_that_are_used_no_more() {
        var resolver = resolver();
        for (var i = 0; i < 100; i++) {
            resolve(resolver, "host-" + i + ".example", 80);
        }
        assertThat(resolver.size()).isEqualTo(100);
        pass(3_000);
        resolve(resolver, "host-7.example", 80);
        pass(700);
        resolve(resolver);
        assertThat(resolver.size()).isEqualTo(2);
    }

    @Test
    void a_lookup_that_fails_is_logged_when_its_cause_changes() {
        var logger = (Logger) LoggerFactory.getLogger(EndpointResolver.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        try {
            var resolver = resolver();
            outage = true;
            for (var i = 0; i < 10; i++) {
                assertThatThrownBy(() -> resolve(resolver)).isNotNull();
                pass(40);
            }
            outage = false;
            for (var i = 0; i < 10; i++) {
                assertThat(resolve(resolver)).isNotBlank();
                pass(100);
            }
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getMessage)
                    .containsExactly("endpoint not resolved", "endpoint resolved");
        } finally {
            logger.detachAppender(lines);
        }
    }

    private void pass(long seconds) {
        nowNanos += Duration.ofSeconds(seconds).toNanos();
    }

    private EndpointResolver resolver() {
        return resolver(EndpointPolicy.allowing(""));
    }

    private EndpointResolver resolver(EndpointPolicy policy) {
        return new EndpointResolver(() -> policy, new Scripted(), () -> nowNanos);
    }

    private final class Scripted implements Lookup {
        @Override
        public List<InetAddress> inHostsFile(String name) {
            return inHostsFile.stream().map(InetAddress::ofLiteral).toList();
        }

        @Override
        public CompletionStage<Answer> find(String name, IpFamily family) {
            asked += family == IpFamily.IPV4 ? 1 : 0;
            return CompletableFuture.completedFuture(
                    outage
                            ? new Answer.Unanswered("silence")
                            : new Answer.Found(
                                    addresses.stream()
                                            .map(InetAddress::ofLiteral)
                                            .filter(one -> IpAddress.of(one).family() == family)
                                            .toList(),
                                    ttl));
        }
    }

    private static String resolve(EndpointResolver resolver) {
        return resolve(resolver, null, EndpointResolverTest::any);
    }

    private static String resolve(EndpointResolver resolver, String endpoint, int port) {
        return text(resolver.resolve(endpoint, port, null, EndpointResolverTest::any));
    }

    private static String resolve(
            EndpointResolver resolver,
            @Nullable Long clientHash,
            Predicate<InetAddress> isHealthy) {
        return text(resolver.resolve(NAME, 80, clientHash, isHealthy));
    }

    private static String text(CompletionStage<InetAddress> found) {
        return IpAddress.of(found.toCompletableFuture().join()).toString();
    }

    private static boolean any(InetAddress address) {
        return true;
    }
}
