package io.sixlane.relay.accesslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.AccessList.Kind;
import io.sixlane.configuration.address.IpPrefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTableTest {
    private static final AccessList NOBODY = new AccessList(Kind.ALLOW, List.of());

    @Test
    void without_lists_every_client_is_admitted() {
        assertThat(allows(List.of(), "2001:db8::1")).isTrue();
    }

    @Test
    void an_empty_allow_list_admits_no_client_and_an_empty_deny_list_every_client() {
        assertThat(allows(List.of(NOBODY), "2001:db8::1")).isFalse();
        assertThat(allows(List.of(new AccessList(Kind.DENY, List.of())), "2001:db8::1")).isTrue();
    }

    @Test
    void the_longest_prefix_decides() {
        var lists =
                List.of(
                        new AccessList(Kind.ALLOW, List.of("2001:db8::/32", "2001:db8:5:6::/64")),
                        new AccessList(Kind.DENY, List.of("2001:db8:5::/48")));

        assertThat(allows(lists, "2001:db8:1::1")).isTrue();
        assertThat(allows(lists, "2001:db8:5:1::1")).isFalse();
        assertThat(allows(lists, "2001:db8:5:6::1")).isTrue();
        assertThat(allows(lists, "2001:db9::1")).isFalse();
    }

    @Test
    void at_the_same_length_deny_wins_whichever_list_comes_first() {
        var allow = new AccessList(Kind.ALLOW, List.of("192.0.2.0/24"));
        var deny = new AccessList(Kind.DENY, List.of("192.0.2.0/24"));

        assertThat(allows(List.of(allow, deny), "192.0.2.9")).isFalse();
        assertThat(allows(List.of(deny, allow), "192.0.2.9")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "::/1", "::/64", "::/80", "::fffe:0:0/95", "64::/16"})
    void ipv6_entries_judge_ipv6_clients_only(String prefix) {
        var allow = List.of(new AccessList(Kind.ALLOW, List.of(prefix)));
        assertThat(allows(allow, "192.0.2.9")).isFalse();
        assertThat(allows(allow, "64:ff9b::c000:209")).isFalse();
        var deny = List.of(new AccessList(Kind.DENY, List.of(prefix)));
        assertThat(allows(deny, "192.0.2.9")).isTrue();
        assertThat(allows(deny, "64:ff9b::c000:209")).isTrue();
    }

    @Test
    void ipv4_entries_judge_ipv4_clients_only() {
        var deny = List.of(new AccessList(Kind.DENY, List.of("0.0.0.0/0")));
        assertThat(allows(deny, "192.0.2.9")).isFalse();
        assertThat(allows(deny, "2001:db8::1")).isTrue();
        var allow = List.of(new AccessList(Kind.ALLOW, List.of("0.0.0.0/0")));
        assertThat(allows(allow, "192.0.2.9")).isTrue();
        assertThat(allows(allow, "2001:db8::1")).isFalse();
        assertThat(allows(allow, "::1")).isFalse();
    }

    @Test
    void entries_of_both_families_judge_each_its_own() {
        var lists =
                List.of(
                        new AccessList(Kind.ALLOW, List.of("::/0", "192.0.2.0/24")),
                        new AccessList(Kind.DENY, List.of("2001:db8::/32")));
        assertThat(allows(lists, "2001:db9::1")).isTrue();
        assertThat(allows(lists, "2001:db8::1")).isFalse();
        assertThat(allows(lists, "192.0.2.1")).isTrue();
        assertThat(allows(lists, "192.0.3.1")).isFalse();
    }

    @Test
    void a_client_behind_a_nat64_is_the_ipv4_client() {
        var lists =
                List.of(
                        new AccessList(Kind.ALLOW, List.of("192.0.2.0/24")),
                        new AccessList(Kind.DENY, List.of("192.0.2.128/25")));
        assertThat(allows(lists, "64:ff9b::c000:201")).isTrue();
        assertThat(allows(lists, "64:ff9b::c000:2ff")).isFalse();
        assertThat(allows(lists, "64:ff9b::c000:301")).isFalse();
        assertThat(allows(lists, "64:ff9b:1::c000:201")).isFalse();
    }

    @Test
    void an_entry_that_names_a_nat64_address_judges_it_before_ipv4_entries() {
        var lists =
                List.of(
                        new AccessList(Kind.ALLOW, List.of("192.0.2.0/24")),
                        new AccessList(Kind.DENY, List.of("64:ff9b::/96")));
        assertThat(allows(lists, "64:ff9b::c000:201")).isFalse();
        assertThat(allows(lists, "192.0.2.1")).isTrue();
    }

    @Test
    void invalid_prefixes_are_refused() {
        var lists = List.of(new AccessList(Kind.DENY, List.of("everybody")));

        assertThatThrownBy(() -> AccessTable.of(lists))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("everybody");
    }

    /** Against the plain way: the longest of all that contain the address, deny before allow. */
    @Test
    void thousands_of_entries_decide_as_a_scan_over_all_would() throws UnknownHostException {
        var random = new Random(20261123);
        for (var round = 0; round < 20; round++) {
            var allowed = prefixes(random, 500);
            var denied = prefixes(random, 500);
            var lists =
                    List.of(
                            new AccessList(Kind.ALLOW, texts(allowed)),
                            new AccessList(Kind.DENY, texts(denied)));
            var table = AccessTable.of(lists);

            for (var i = 0; i < 500; i++) {
                var client = address(random);
                assertThat(table.allows(client))
                        .as("round %d, %s", round, client)
                        .isEqualTo(scan(allowed, client) > scan(denied, client));
            }
        }
    }

    private static int scan(List<IpPrefix> prefixes, InetAddress client) {
        return prefixes.stream()
                .filter(prefix -> prefix.contains(client))
                .max(Comparator.comparingInt(IpPrefix::length))
                .map(IpPrefix::length)
                .orElse(-1);
    }

    private static List<String> texts(List<IpPrefix> prefixes) {
        return prefixes.stream().map(IpPrefix::toString).toList();
    }

    private static List<IpPrefix> prefixes(Random random, int count) throws UnknownHostException {
        var prefixes = new ArrayList<IpPrefix>();
        while (prefixes.size() < count) {
            var network = address(random);
            var bits = network.getAddress().length * 8;
            prefixes.add(IpPrefix.of(network.getHostAddress() + "/" + random.nextInt(bits + 1)));
        }
        return prefixes;
    }

    /** Few different bits, so that prefixes lie inside one another. */
    private static InetAddress address(Random random) throws UnknownHostException {
        var bytes = new byte[random.nextBoolean() ? 4 : 16];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(8) == 0 ? 1 << random.nextInt(8) : 0x20);
        }
        return InetAddress.getByAddress(bytes);
    }

    private static boolean allows(List<AccessList> lists, String client) {
        return AccessTable.of(lists).allows(InetAddress.ofLiteral(client));
    }
}
