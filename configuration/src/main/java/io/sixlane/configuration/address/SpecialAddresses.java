package io.sixlane.configuration.address;

import static io.sixlane.configuration.address.SpecialAddresses.Use.OPEN;
import static io.sixlane.configuration.address.SpecialAddresses.Use.PRIVATE;
import static io.sixlane.configuration.address.SpecialAddresses.Use.REFUSED;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which special addresses an endpoint may have (source: the IANA IPv4 and IPv6 Special-Purpose
 * Address Registries and the IPv6 address space, RFC 6890). A destination that is reachable inside
 * a network only is private, and what cannot be a destination or leads into the relay's own
 * surroundings is refused. Documentation prefixes stay open: they lead nowhere, and examples use
 * them. The longest prefix that contains an address decides.
 */
final class SpecialAddresses {
    enum Use {
        OPEN,
        PRIVATE,
        REFUSED
    }

    /**
     * @param reason continues "the address"
     */
    record Entry(IpPrefix prefix, Use use, String reason) {}

    private static final String METADATA = "is a cloud metadata service";
    private static final String RESERVED = "is reserved";
    private static final String PROTOCOL = "is reserved for a protocol";
    private static final String NOT_PUBLIC = "is private and no public address";

    private static final List<Entry> LONGEST_FIRST =
            List.of(
                            entry("0.0.0.0/8", REFUSED, "is unspecified"),
                            entry("10.0.0.0/8", PRIVATE, NOT_PUBLIC),
                            entry("100.64.0.0/10", PRIVATE, NOT_PUBLIC),
                            entry("100.100.100.200", REFUSED, METADATA), // Alibaba Cloud
                            entry("127.0.0.0/8", REFUSED, "is a loopback address"),
                            entry("168.63.129.16", REFUSED, METADATA), // Azure
                            entry("169.254.0.0/16", REFUSED, "is a link-local address"),
                            entry("169.254.169.254", REFUSED, METADATA),
                            entry("172.16.0.0/12", PRIVATE, NOT_PUBLIC),
                            entry("192.0.0.0/24", REFUSED, PROTOCOL), // RFC 6890
                            entry("192.0.0.192", REFUSED, METADATA), // Oracle Cloud
                            entry(
                                    "192.88.99.0/24",
                                    REFUSED,
                                    "is a 6to4 relay, which is deprecated"),
                            entry("192.168.0.0/16", PRIVATE, NOT_PUBLIC),
                            entry("198.18.0.0/15", PRIVATE, NOT_PUBLIC), // benchmarks, RFC 2544
                            entry("224.0.0.0/4", REFUSED, "is a multicast address"),
                            entry("240.0.0.0/4", REFUSED, RESERVED),
                            entry("255.255.255.255", REFUSED, "is the broadcast address"),
                            entry("::/0", REFUSED, RESERVED), // all that IANA has not assigned
                            entry("::", REFUSED, "is unspecified"),
                            entry("::1", REFUSED, "is a loopback address"),
                            entry(
                                    "::/96",
                                    REFUSED,
                                    "is an IPv4-compatible address, which is deprecated"),
                            entry(
                                    "64:ff9b:1::/48",
                                    REFUSED,
                                    "belongs to a local NAT64, which hides the IPv4 address"),
                            entry("100::/64", REFUSED, "is a discard-only address"),
                            entry("2000::/3", OPEN, ""),
                            entry("2001::/23", REFUSED, PROTOCOL), // RFC 2928
                            entry("2001::/32", REFUSED, "is a Teredo address"),
                            entry("2001:2::/48", PRIVATE, NOT_PUBLIC), // benchmarks, RFC 5180
                            entry("2001:3::/32", OPEN, ""), // AMT, RFC 7450
                            entry("2001:4:112::/48", OPEN, ""), // AS112, RFC 7535
                            entry("2001:20::/28", OPEN, ""), // ORCHIDv2, RFC 7343
                            entry("2001:30::/28", OPEN, ""), // DETs, RFC 9374
                            entry("fc00::/7", PRIVATE, NOT_PUBLIC),
                            entry("fd00:ec2::/32", REFUSED, METADATA), // AWS
                            entry("fd00:c1::a9fe:a9fe", REFUSED, METADATA), // Oracle Cloud
                            entry("fd20:ce::254", REFUSED, METADATA), // Google Cloud
                            entry("fe80::/10", REFUSED, "is a link-local address"),
                            entry("ff00::/8", REFUSED, "is a multicast address"))
                    .stream()
                    .sorted(Comparator.comparing((Entry one) -> one.prefix().length()).reversed())
                    .toList();

    private SpecialAddresses() {}

    private static Entry entry(String prefix, Use use, String reason) {
        return new Entry(IpPrefix.of(prefix), use, reason);
    }

    /** Empty for an IPv4 address that is in no registry. */
    static Optional<Entry> find(IpAddress address) {
        return LONGEST_FIRST.stream().filter(one -> one.prefix().contains(address)).findFirst();
    }
}
