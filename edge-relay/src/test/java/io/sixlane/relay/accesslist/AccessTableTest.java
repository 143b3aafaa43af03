package io.sixlane.relay.accesslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.AccessList.Kind;
import io.sixlane.relay.endpoint.AddressPrefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccessTableTest {
    private static final AccessList NOBODY = new AccessList(Kind.ALLOW, List.of());

    @Test
    void without_lists_everybody_is_let_in() {
        assertThat(allows(List.of(), "2001:db8::1")).isTrue();
    }

    @Test
    void an_empty_allow_list_lets_nobody_in_and_an_empty_deny_list_everybody() {
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

    @Test
    void ipv4_and_ipv6_do_not_mix() {
        var lists = List.of(new AccessList(Kind.DENY, List.of("0.0.0.0/0")));

        assertThat(allows(lists, "192.0.2.9")).isFalse();
        assertThat(allows(lists, "2001:db8::1")).isTrue();
    }

    @Test
    void what_is_no_prefix_is_refused() {
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

    private static int scan(List<AddressPrefix> prefixes, InetAddress client) {
        return prefixes.stream()
                .filter(prefix -> prefix.contains(client))
                .max(Comparator.comparingInt(AddressPrefix::length))
                .map(AddressPrefix::length)
                .orElse(-1);
    }

    private static List<String> texts(List<AddressPrefix> prefixes) {
        return prefixes.stream().map(AddressPrefix::toString).toList();
    }

    private static List<AddressPrefix> prefixes(Random random, int count)
            throws UnknownHostException {
        var prefixes = new ArrayList<AddressPrefix>();
        while (prefixes.size() < count) {
            var network = address(random);
            var bits = network.getAddress().length * 8;
            prefixes.add(new AddressPrefix(network, random.nextInt(bits + 1)));
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
