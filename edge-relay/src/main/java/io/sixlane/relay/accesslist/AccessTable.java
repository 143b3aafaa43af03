package io.sixlane.relay.accesslist;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.AccessList.Kind;
import io.sixlane.relay.endpoint.AddressPrefix;
import java.net.InetAddress;
import java.util.List;

/** The access lists of one listener, ready to be asked about every client. Immutable. */
public final class AccessTable {
    /** Of a listener without access lists. */
    public static final AccessTable OPEN = new AccessTable(List.of());

    private final PrefixTable<Kind> entries = new PrefixTable<>();
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
                put(AddressPrefix.valueOf(text), list.kind());
            }
        }
    }

    private void put(AddressPrefix prefix, Kind kind) {
        var bits = AddressBits.of(prefix.network());
        var length =
                prefix.network().getAddress().length == 4
                        ? prefix.length() + AddressBits.IPV4_OFFSET
                        : prefix.length();
        if (kind == Kind.DENY || entries.get(bits, length) != Kind.DENY) {
            entries.put(bits, length, kind);
        }
    }

    public boolean allows(InetAddress client) {
        var kind = entries.find(AddressBits.of(client));
        return kind == null ? otherwise : kind == Kind.ALLOW;
    }
}
