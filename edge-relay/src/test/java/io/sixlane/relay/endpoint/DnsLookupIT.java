package io.sixlane.relay.endpoint;

import static io.sixlane.relay.endpoint.DnsServer.A;
import static io.sixlane.relay.endpoint.DnsServer.AAAA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.relay.endpoint.DnsServer.Reply;
import io.sixlane.relay.endpoint.DnsServer.Rr;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names as a real name server answers them. */
@Timeout(30)
class DnsLookupIT {
    private static final String NAME = "origin.example.";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private DnsServer server;
    private DnsLookup lookup;
    private EndpointResolver resolver;
    private Path hosts;
    private Path resolvConf;

    @BeforeEach
    void start() throws IOException {
        server = new DnsServer();
        hosts = folder.resolve("hosts");
        resolvConf = folder.resolve("resolv.conf");
        restart(SearchList.NONE);
    }

    private void restart(SearchList search) {
        if (resolver != null) {
            resolver.close();
        }
        lookup =
                new DnsLookup(
                        hosts,
                        resolvConf,
                        new ResolverSettings(
                                new SingletonDnsServerAddressStreamProvider(server.address()),
                                search));
        resolver =
                new EndpointResolver(() -> EndpointPolicy.allowing(""), lookup, System::nanoTime);
    }

    @AfterEach
    void stop() throws IOException {
        resolver.close();
        server.close();
    }

    @Test
    void finds_addresses_of_a_family_and_how_long_they_are_good_for() {
        server.answer(17, "192.0.2.1", "192.0.2.2", "2001:db8::1");
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(17, "192.0.2.1", "192.0.2.2"));
        assertThat(find(IpFamily.IPV6)).isEqualTo(found(17, "2001:db8::1"));
    }

    @Test
    void an_empty_answer_and_a_name_that_is_not_there_are_answers() {
        server.answer(1);
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(DnsAnswer.EMPTY_SECONDS));
        server.on(
                NAME,
                A,
                new Reply(
                        DnsServer.NO_SUCH_NAME,
                        false,
                        List.of(),
                        List.of(Rr.soa("example.", 300, 7))));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(7));
        assertThatThrownBy(this::resolve)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("the name has no address");
    }

    @Test
    void a_missing_answer_differs_from_an_empty_one() {
        for (var reply :
                List.of(
                        Reply.code(DnsServer.SERVER_FAILURE),
                        Reply.code(DnsServer.REFUSED),
                        new Reply(0, true, List.of(), List.of()))) {
            server.on(NAME, A, reply);
            assertThat(find(IpFamily.IPV4)).isInstanceOf(Lookup.Answer.Unanswered.class);
        }
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

    @Test
    void a_family_without_an_answer_keeps_its_addresses_and_is_queried_again_soon() {
        server.on(NAME, A, Reply.of(Rr.address(NAME, 1, "192.0.2.1")));
        server.on(NAME, AAAA, Reply.of(Rr.address(NAME, 3_600, "2001:db8::1")));
        await().until(() -> resolve().equals("192.0.2.1"));
        await().until(() -> resolve().equals("2001:db8::1"));
        for (var outage : List.of(Reply.code(DnsServer.SERVER_FAILURE), Reply.SILENCE)) {
            server.on(NAME, A, outage);
            await().during(Duration.ofMillis(1_500))
                    .until(() -> List.of(resolve(), resolve()).contains("192.0.2.1"));
        }
        server.on(NAME, A, Reply.of(Rr.address(NAME, 1, "192.0.2.9")));
        await().atMost(Duration.ofSeconds(8))
                .until(() -> List.of(resolve(), resolve()).contains("192.0.2.9"));
    }

    @Test
    void a_family_without_a_first_answer_is_found_soon_after() {
        server.on(NAME, A, Reply.code(DnsServer.SERVER_FAILURE));
        server.on(NAME, AAAA, Reply.of(Rr.address(NAME, 3_600, "2001:db8::1")));
        assertThat(resolve()).isEqualTo("2001:db8::1");
        server.on(NAME, A, Reply.of(Rr.address(NAME, 3_600, "192.0.2.1")));
        await().atMost(Duration.ofSeconds(4)).until(() -> resolve().equals("192.0.2.1"));
    }

    @Test
    void a_name_that_is_removed_is_gone() {
        server.answer(1, "192.0.2.1");
        assertThat(resolve()).isEqualTo("192.0.2.1");
        server.on(NAME, A, Reply.code(DnsServer.NO_SUCH_NAME));
        server.on(NAME, AAAA, Reply.code(DnsServer.NO_SUCH_NAME));
        await().untilAsserted(
                        () -> assertThatThrownBy(this::resolve).hasMessageContaining("no address"));
    }

    @Test
    void one_lost_answer_is_asked_for_again() {
        server.on(NAME, AAAA, Reply.of());
        server.on(NAME, A, Reply.SILENCE);
        var first = lookup.find(NAME, IpFamily.IPV4);
        await().until(() -> server.timesAsked(NAME, A) > 0);
        server.on(NAME, A, Reply.of(Rr.address(NAME, 60, "192.0.2.1")));
        assertThat(first.join()).isEqualTo(found(60, "192.0.2.1"));
    }

    @Test
    void aliases_are_good_for_as_long_as_the_shortest_of_them() {
        server.on(
                NAME,
                A,
                Reply.of(
                        Rr.alias(NAME, 600, "a.example."),
                        Rr.alias("A.example.", 1, "b.example."),
                        Rr.address("b.example.", 3_600, "192.0.2.1")));
        server.on(NAME, AAAA, Reply.of());
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(1, "192.0.2.1"));
        assertThat(resolve()).isEqualTo("192.0.2.1");
        server.on(NAME, A, Reply.of(Rr.address(NAME, 3_600, "192.0.2.2")));
        await().atMost(Duration.ofSeconds(2)).until(() -> resolve().equals("192.0.2.2"));
    }

    @Test
    void an_alias_without_an_address_is_followed_and_counts_for_the_time_to_live() {
        server.on(NAME, A, Reply.of(Rr.alias(NAME, 2, "far.example.")));
        server.on("far.example.", A, Reply.of(Rr.address("far.example.", 900, "192.0.2.4")));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(2, "192.0.2.4"));
    }

    @Test
    void the_first_connection_does_not_wait_for_a_family_that_is_silent() {
        for (var silent : List.of(A, AAAA)) {
            var name = silent + ".example.";
            var other = silent == A ? AAAA : A;
            server.on(name, silent, Reply.SILENCE);
            server.on(
                    name,
                    other,
                    Reply.of(Rr.address(name, 60, other == A ? "192.0.2.1" : "2001:db8::1")));
            var startedNanos = System.nanoTime();
            assertThat(resolve(name)).isIn("192.0.2.1", "2001:db8::1");
            assertThat(System.nanoTime() - startedNanos).isLessThan(1_000_000_000L);
        }
    }

    @Test
    void a_change_of_the_hosts_file_is_seen_within_seconds() throws IOException {
        server.answer(3_600, "192.0.2.1");
        assertThat(resolve()).isEqualTo("192.0.2.1");
        Files.writeString(hosts, "192.0.2.77 Origin.Example other\n");
        await().atMost(Duration.ofSeconds(4)).until(() -> resolve().equals("192.0.2.77"));
        Files.writeString(hosts, "192.0.2.78 origin.example other\n2001:db8::78 origin.example\n");
        await().atMost(Duration.ofSeconds(4)).until(() -> resolve().equals("192.0.2.78"));
        await().atMost(Duration.ofSeconds(4)).until(() -> resolve().equals("2001:db8::78"));
        Files.delete(hosts);
        await().atMost(Duration.ofSeconds(4)).until(() -> resolve().equals("192.0.2.1"));
    }

    @Test
    void a_change_of_resolv_conf_is_seen_within_seconds() throws IOException {
        Files.writeString(resolvConf, "nameserver 127.0.0.1\nsearch far.example\n");
        await().until(() -> lookup.settings().search().domains().equals(List.of("far.example")));
        Files.writeString(resolvConf, "nameserver 127.0.0.1\nsearch\n");
        await().until(() -> lookup.settings().search().domains().isEmpty());
    }

    @Test
    void a_name_that_only_the_hosts_file_has_is_found_when_it_is_added() throws IOException {
        server.on("new.example.", A, Reply.code(DnsServer.NO_SUCH_NAME));
        server.on("new.example.", AAAA, Reply.code(DnsServer.NO_SUCH_NAME));
        assertThatThrownBy(() -> resolve("new.example")).hasMessageContaining("no address");
        Files.writeString(hosts, "192.0.2.79 new.example\n");
        await().atMost(Duration.ofSeconds(4))
                .ignoreExceptions()
                .until(() -> resolve("new.example").equals("192.0.2.79"));
    }

    @Test
    void a_relative_name_is_searched_for() {
        restart(SearchList.parse(List.of("search one.example two.example", "options ndots:2")));
        for (var type : List.of(A, AAAA)) {
            server.on("web.one.example.", type, Reply.code(DnsServer.NO_SUCH_NAME));
        }
        server.on("web.two.example.", A, Reply.of(Rr.address("web.two.example.", 9, "192.0.2.5")));
        assertThat(resolve("web")).isEqualTo("192.0.2.5");
        assertThat(server.timesAsked("web.", A)).isZero();
    }

    @Test
    void a_name_without_addresses_of_a_family_is_not_searched_for_elsewhere() {
        restart(SearchList.parse(List.of("search wildcard.example")));
        server.on(NAME, A, Reply.of(Rr.address(NAME, 60, "192.0.2.1")));
        server.on(NAME, AAAA, Reply.of());
        var elsewhere = "origin.example.wildcard.example.";
        server.on(elsewhere, AAAA, Reply.of(Rr.address(elsewhere, 60, "2001:db8::66")));
        assertThat(lookup.find("origin.example", IpFamily.IPV6).join())
                .isEqualTo(found(DnsAnswer.EMPTY_SECONDS));
        assertThat(resolve("origin.example")).isEqualTo("192.0.2.1");
    }

    @Test
    void only_some_of_thousands_of_addresses_are_kept() {
        server.on(
                NAME,
                A,
                Reply.of(
                        IntStream.range(0, 2_000)
                                .mapToObj(
                                        i ->
                                                Rr.address(
                                                        NAME,
                                                        60,
                                                        "198.51." + i / 250 + "." + i % 250))
                                .toArray(Rr[]::new)));
        assertThat(find(IpFamily.IPV4))
                .isInstanceOfSatisfying(
                        Lookup.Answer.Found.class,
                        found -> assertThat(found.addresses()).hasSize(DnsAnswer.MOST_ADDRESSES));
    }

    @Test
    void a_loop_of_aliases_ends() {
        server.on(
                NAME,
                A,
                Reply.of(Rr.alias(NAME, 60, "a.example."), Rr.alias("a.example.", 60, NAME)));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(DnsAnswer.EMPTY_SECONDS));
        server.on("b.example.", A, Reply.of(Rr.alias("b.example.", 60, "c.example.")));
        server.on("c.example.", A, Reply.of(Rr.alias("c.example.", 60, "b.example.")));
        assertThat(lookup.find("b.example.", IpFamily.IPV4).join())
                .isInstanceOfSatisfying(
                        Lookup.Answer.Found.class,
                        found -> assertThat(found.addresses()).isEmpty());
        assertThat(server.timesAsked("b.example.", A)).isLessThanOrEqualTo(DnsAnswer.MOST_ALIASES);
    }

    @Test
    void records_of_other_names_are_ignored() {
        server.on(
                NAME,
                A,
                Reply.of(
                        Rr.address("bank.example.", 60, "192.0.2.66"),
                        Rr.address(NAME, 60, "192.0.2.1")));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(60, "192.0.2.1"));
        server.on(NAME, A, Reply.of(Rr.address("bank.example.", 60, "192.0.2.66")));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(DnsAnswer.EMPTY_SECONDS));
    }

    @Test
    void a_time_to_live_with_the_top_bit_set_is_zero() {
        server.on(NAME, A, Reply.of(Rr.address(NAME, 1L << 31, "192.0.2.1")));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(0, "192.0.2.1"));
        server.on(NAME, A, Reply.of(Rr.address(NAME, (1L << 31) - 1, "192.0.2.1")));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found((1L << 31) - 1, "192.0.2.1"));
    }

    @Test
    void an_address_of_the_wrong_length_is_ignored() {
        server.on(
                NAME,
                A,
                Reply.of(
                        new Rr(NAME, A, 60, new byte[] {1, 2, 3}),
                        new Rr(NAME, A, 60, new byte[16]),
                        Rr.address(NAME, 60, "192.0.2.1")));
        assertThat(find(IpFamily.IPV4)).isEqualTo(found(60, "192.0.2.1"));
    }

    private Lookup.Answer find(IpFamily family) {
        return lookup.find(NAME, family).join();
    }

    private static Lookup.Answer found(long ttlSeconds, String... addresses) {
        return new Lookup.Answer.Found(
                List.of(addresses).stream().map(InetAddress::ofLiteral).toList(),
                Duration.ofSeconds(ttlSeconds));
    }

    private String resolve() {
        return resolve(NAME);
    }

    private String resolve(String name) {
        var address = resolver.resolve(name, 80, null, _ -> true).toCompletableFuture().join();
        return IpAddress.of(address).toString();
    }
}
