package io.sixlane.relay.endpoint;

import static io.sixlane.relay.endpoint.DnsServer.A;
import static io.sixlane.relay.endpoint.DnsServer.AAAA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.relay.endpoint.DnsServer.Reply;
import io.sixlane.relay.endpoint.DnsServer.Rr;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.health.Greeting;
import io.sixlane.relay.health.RawServer;
import io.sixlane.relay.health.WatchedEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name with two addresses, each a server of its own. */
@Timeout(30)
class AddressHealthIT {
    private static final String NAME = "web.example.";
    private static final String GOOD = "HTTP/1.1 200 OK\r\n\r\n";
    private static final String BAD = "HTTP/1.1 500 Broken\r\n\r\n";
    private static final HealthCheck CHECK =
            new HealthCheck(HealthCheck.Protocol.HTTP, null, 1, 1_000, 2, "/", null, null);

    private DnsServer dns;
    private EndpointResolver resolver;
    private EndpointWatches watches;

    @BeforeEach
    void start() throws IOException {
        dns = new DnsServer();
        dns.on(
                NAME,
                A,
                Reply.of(Rr.address(NAME, 1, "127.0.0.1"), Rr.address(NAME, 1, "127.0.0.2")));
        dns.on(NAME, AAAA, Reply.of());
        resolver =
                new EndpointResolver(
                        () -> EndpointPolicy.allowing("127.0.0.0/8"),
                        new DnsLookup(
                                Path.of("none"),
                                Path.of("none"),
                                new ResolverSettings(
                                        new SingletonDnsServerAddressStreamProvider(dns.address()),
                                        SearchList.NONE)),
                        System::nanoTime);
        watches = new EndpointWatches(resolver, InstantSource.system(), () -> 0);
    }

    @AfterEach
    void stop() throws IOException {
        watches.close();
        resolver.close();
        dns.close();
    }

    @Test
    void the_bad_address_of_a_name_is_left_out_and_the_good_one_serves() throws IOException {
        try (var one = new RawServer(GOOD);
                var other = new RawServer("127.0.0.2", one.port(), BAD)) {
            var port = one.port();
            var condition =
                    watches.watch(new WatchedEndpoint(NAME, port, CHECK, Greeting.NONE))
                            .condition();
            await().until(() -> condition.verdict().reason() != null);
            assertThat(condition.verdict().state()).isEqualTo(State.HEALTHY);
            assertThat(condition.verdict().reason())
                    .isEqualTo("127.0.0.2 port " + port + ": status 500, expected 200 to 399");
            assertThat(picked(condition, port)).containsOnly("127.0.0.1");

            one.answer(BAD);
            await().until(() -> condition.verdict().state() == State.UNHEALTHY);
            assertThat(picked(condition, port)).contains("127.0.0.1", "127.0.0.2");

            other.answer(GOOD);
            await().until(() -> condition.verdict().state() == State.HEALTHY);
            assertThat(picked(condition, port)).containsOnly("127.0.0.2");

            one.answer(GOOD);
            await().until(() -> condition.verdict().reason() == null);
            assertThat(picked(condition, port)).contains("127.0.0.1", "127.0.0.2");
        }
    }

    @Test
    void an_address_that_leaves_the_name_is_forgotten() throws IOException {
        try (var good = new RawServer(GOOD);
                var _ = new RawServer("127.0.0.2", good.port(), BAD)) {
            var condition =
                    watches.watch(new WatchedEndpoint(NAME, good.port(), CHECK, Greeting.NONE))
                            .condition();
            await().until(() -> condition.verdict().reason() != null);
            dns.on(NAME, A, Reply.of(Rr.address(NAME, 1, "127.0.0.1")));
            await().until(() -> condition.verdict().reason() == null);
            assertThat(condition.verdict().state()).isEqualTo(State.HEALTHY);
        }
    }

    @Test
    void a_check_of_a_forbidden_address_reports_the_policy() throws IOException {
        dns.on(NAME, A, Reply.of(Rr.address(NAME, 1, "169.254.169.254")));
        var condition =
                watches.watch(new WatchedEndpoint(NAME, 80, CHECK, Greeting.NONE)).condition();
        await().until(() -> condition.verdict().state() == State.UNHEALTHY);
        assertThat(condition.verdict().reason())
                .isEqualTo("port 80: 169.254.169.254 is a cloud metadata service");
    }

    private Stream<String> picked(EndpointCondition condition, int port) {
        return Stream.generate(
                        () ->
                                resolver.resolve(NAME, port, null, condition::isHealthy)
                                        .toCompletableFuture()
                                        .join()
                                        .getHostAddress())
                .limit(6);
    }
}
