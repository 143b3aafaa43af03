package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a listener, read the same way from a new one and from a change. */
final class ListenerFields {
    /** Ports of one listener (source: the hosted service's quota). */
    static final int MOST_PORTS = 30;

    /** Prefixes in one request (source: the hosted service's limit of a call). */
    static final int MOST_PREFIXES = 50;

    static final int LEAST_PREFIX_LENGTH = 48;
    static final int MOST_PREFIX_LENGTH = 128;
    static final int MOST_IDLE_SECONDS = 86_400;
    private static final int MOST_MBPS = 1_000_000;
    private static final int MOST_CONNECTIONS = 1_000_000;

    /** Source: seed document, step 4. */
    static final TextForm NAME =
            TextForm.matching(
                    "[A-Za-z][A-Za-z0-9_-]{1,127}",
                    2,
                    128,
                    "web-traffic",
                    "must be 2 to 128 characters: a letter, then letters, digits, _ or -");

    /** Characters of the longest IPv6 address with an IPv4 tail, and of a length. */
    private static final int LONGEST_PREFIX = 49;

    private static final TextForm PREFIX =
            TextForm.checked("cidr", LONGEST_PREFIX, "2001:db8::/32", ListenerFields::checkPrefix);

    private ListenerFields() {}

    static List<PortRange> ports(JsonFields fields) {
        var ports = fields.list("ports", 1, MOST_PORTS, ListenerFields::range);
        if (!fields.areGood("ports")) {
            return ports;
        }
        var size = ports.stream().mapToInt(PortRange::size).sum();
        if (size > MOST_PORTS) {
            fields.wrong("ports", "must be at most %s ports, are %s".formatted(MOST_PORTS, size));
        }
        for (var i = 0; i < ports.size(); i++) {
            if (ports.subList(0, i).stream().anyMatch(ports.get(i)::overlaps)) {
                fields.wrong("ports", "entry %s overlaps an earlier one".formatted(i));
            }
        }
        return ports;
    }

    private static PortRange range(JsonFields fields) {
        var from = fields.integer("from", 1, PortRange.MAX);
        var to = fields.integer("to", 1, PortRange.MAX);
        if (fields.areGood("from", "to") && from > to) {
            fields.wrong("to", "must not be less than from, which is " + from);
        }
        return new PortRange(from, Math.max(from, to));
    }

    /** Null when absent. */
    static @Nullable List<AccessList> accessLists(JsonFields fields) {
        var lists =
                fields.optionalList(
                        "accessLists", AccessList.MAX_PER_LISTENER, ListenerFields::accessList);
        if (lists == null) {
            return null;
        }
        var prefixes = lists.stream().mapToInt(list -> list.prefixes().size()).sum();
        if (fields.areGood("accessLists") && prefixes > MOST_PREFIXES) {
            fields.wrong(
                    "accessLists",
                    "must have at most %s prefixes in one request, has %s"
                            .formatted(MOST_PREFIXES, prefixes));
        }
        return lists;
    }

    private static AccessList accessList(JsonFields fields) {
        return new AccessList(fields.oneOf("kind", AccessList.Kind.class), prefixes(fields, 0));
    }

    /** Reads prefixes in their canonical form, each once; at least {@code least} of them. */
    static List<String> prefixes(JsonFields fields, int least) {
        return fields.texts("prefixes", least, MOST_PREFIXES, PREFIX).stream()
                .filter(text -> checkPrefix(text).isEmpty())
                .map(text -> IpPrefix.of(text).toString())
                .distinct()
                .toList();
    }

    /** Reads a prefix in its canonical form; an invalid prefix is replaced by ::/0. */
    static String prefix(JsonFields fields) {
        var text = fields.text("prefix", PREFIX);
        return IpPrefix.of(checkPrefix(text).isEmpty() ? text : "::/0").toString();
    }

    /** The canonical form of a prefix; empty if it is invalid. */
    static Optional<String> canonical(String text) {
        return checkPrefix(text).isEmpty()
                ? Optional.of(IpPrefix.of(text).toString())
                : Optional.empty();
    }

    private static Optional<String> checkPrefix(String text) {
        try {
            var _ = IpPrefix.of(text);
            return Optional.empty();
        } catch (IpPrefix.MappedTooShortException e) {
            return Optional.of("must be /96 or longer where it is IPv4-mapped; " + e.instead());
        } catch (IllegalArgumentException _) {
            return Optional.of("must be an address prefix like 2001:db8::/32 or 192.0.2.0/24");
        }
    }

    static ListenerLimits limits(JsonFields fields) {
        return new ListenerLimits(
                fields.optionalInteger("bandwidthMbps", 1, MOST_MBPS),
                fields.optionalInteger("connectionBandwidthMbps", 1, MOST_MBPS),
                fields.optionalInteger("connectionsPerClient", 1, MOST_CONNECTIONS),
                fields.optionalInteger("newConnectionsPerSecondPerClient", 1, MOST_CONNECTIONS),
                fields.optionalInteger(
                        "clientPrefixLength", LEAST_PREFIX_LENGTH, MOST_PREFIX_LENGTH));
    }
}
