package io.sixlane.relay.accesslist;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.AccessList.Kind;
import io.sixlane.configuration.address.IpPrefix;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access lists of one listener. IPv4 entries judge IPv4 clients and IPv6 entries IPv6 clients;
 * a client behind a NAT64 is an IPv4 client, unless an entry names its NAT64 address. Immutable.
 */
public final class AccessTable {
    /** The table of a listener without access lists. */
    public static final AccessTable OPEN = new AccessTable(List.of());

    private final PrefixTable<Kind> ipv4 = new PrefixTable<>();
    private final PrefixTable<Kind> ipv6 = new PrefixTable<>();

    /** Entries within 64:ff9b::/96, which are IPv6 entries and judge clients behind a NAT64. */
    private final PrefixTable<Kind> nat64 = new PrefixTable<>();

    private final boolean otherwise;

    /**
     * @throws IllegalArgumentException if an entry is not in CIDR form
     */
    public static AccessTable of(List<AccessList> lists) {
        return lists.isEmpty() ? OPEN : new AccessTable(lists);
    }

    private AccessTable(List<AccessList> lists) {
        this.otherwise = lists.stream().noneMatch(list -> list.kind() == Kind.ALLOW);
        for (var list : lists) {
            for (var text : list.prefixes()) {
                put(IpPrefix.of(text), list.kind());
            }
        }
    }

    private void put(IpPrefix prefix, Kind kind) {
        var bits = AddressBits.of(prefix.first().toInetAddress());
        if (bits.isIpv4()) {
            put(ipv4, bits, prefix.length() + AddressBits.IPV4_OFFSET, kind);
        } else if (bits.isNat64() && prefix.length() >= AddressBits.IPV4_OFFSET) {
            put(nat64, bits, prefix.length(), kind);
        } else {
            put(ipv6, bits, prefix.length(), kind);
        }
    }

    private static void put(PrefixTable<Kind> table, AddressBits bits, int length, Kind kind) {
        if (kind == Kind.DENY || table.get(bits, length) != Kind.DENY) {
            table.put(bits, length, kind);
        }
    }

    public boolean allows(InetAddress address) {
        var kind = kindOf(address);
        return kind == null ? otherwise : kind == Kind.ALLOW;
    }

    private @Nullable Kind kindOf(InetAddress address) {
        var client = AddressBits.ofClient(address);
        if (!client.isIpv4()) {
            return ipv6.find(client);
        }
        var named = address instanceof Inet6Address ? nat64.find(AddressBits.of(address)) : null;
        return named == null ? ipv4.find(client) : named;
    }
}
