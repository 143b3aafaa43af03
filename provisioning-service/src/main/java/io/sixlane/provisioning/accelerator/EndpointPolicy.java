package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.provisioning.addresspool.IpAddress;
import io.sixlane.provisioning.addresspool.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which addresses endpoints may have, so that a relay is no door into the machines around it. Pure:
 * a domain name is judged by its text alone. The relay looks it up and checks what it leads to.
 *
 * @param allowed prefixes that the operator opened; they win over everything that is refused
 */
public record EndpointPolicy(List<IpPrefix> allowed) {
    private static final Map<IpPrefix, String> REFUSED = refused();
    private static final List<IpPrefix> PRIVATE =
            prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");
    private static final IpPrefix NAT64 = IpPrefix.parse("64:ff9b::/96");
    private static final IpPrefix SIX_TO_FOUR = IpPrefix.parse("2002::/16");
    private static final int SIX_TO_FOUR_BITS_AFTER = 80;
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    public EndpointPolicy {
        allowed = List.copyOf(allowed);
    }

    /**
     * @param prefixes comma separated CIDR, as in SIXLANE_ENDPOINT_ALLOWED_PREFIXES; may be empty
     * @throws IllegalArgumentException when one is no prefix
     */
    public static EndpointPolicy allowing(String prefixes) {
        var allowed = new ArrayList<IpPrefix>();
        for (var prefix : prefixes.split(",", -1)) {
            if (!prefix.isBlank()) {
                allowed.add(IpPrefix.parse(prefix.strip()));
            }
        }
        return new EndpointPolicy(allowed);
    }

    /** Why an address is refused, continuing "it"; empty when it is not. */
    Optional<String> refusal(EndpointType type, String address) {
        if (type == EndpointType.CUSTOM_DOMAIN) {
            return refusalOfDomain(address.toLowerCase(Locale.ROOT));
        }
        return IpAddress.parse(address)
                .map(ip -> refusalOf(type, ip))
                .orElseGet(() -> Optional.of("is no IP address"));
    }

    private Optional<String> refusalOfDomain(String domain) {
        var local = domain.equals("localhost") || domain.endsWith(".localhost");
        if (local && LOOPBACK.stream().noneMatch(this::allows)) {
            return Optional.of("is a loopback name");
        }
        return domain.equals("metadata.google.internal")
                ? Optional.of("is a cloud metadata service")
                : Optional.empty();
    }

    private boolean allows(String address) {
        return IpAddress.parse(address).filter(this::allows).isPresent();
    }

    private boolean allows(IpAddress address) {
        return allowed.stream().anyMatch(prefix -> prefix.contains(address));
    }

    private Optional<String> refusalOf(EndpointType type, IpAddress address) {
        if (allows(address)) {
            return Optional.empty();
        }
        for (var refused : REFUSED.entrySet()) {
            if (refused.getKey().contains(address)) {
                return Optional.of(refused.getValue());
            }
        }
        if (NAT64.contains(address)) {
            return refusalOf(type, address.embeddedIpv4(0));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return refusalOf(type, address.embeddedIpv4(SIX_TO_FOUR_BITS_AFTER));
        }
        return type == EndpointType.PUBLIC_IP
                        && PRIVATE.stream().anyMatch(prefix -> prefix.contains(address))
                ? Optional.of("is private and no public address")
                : Optional.empty();
    }

    /** The first that contains an address says why (source: IANA special-purpose registries). */
    private static Map<IpPrefix, String> refused() {
        var refused = new LinkedHashMap<IpPrefix, String>();
        var metadata = "is a cloud metadata service";
        for (var prefix :
                prefixes(
                        "169.254.169.254",
                        "fd00:ec2::254",
                        "100.100.100.200",
                        "168.63.129.16",
                        "192.0.0.192")) {
            refused.put(prefix, metadata);
        }
        refused.put(IpPrefix.parse("0.0.0.0/8"), "is unspecified");
        refused.put(IpPrefix.parse("::"), "is unspecified");
        refused.put(IpPrefix.parse("127.0.0.0/8"), "is a loopback address");
        refused.put(IpPrefix.parse("::1"), "is a loopback address");
        refused.put(IpPrefix.parse("::/96"), "is an IPv4-compatible address, which is deprecated");
        refused.put(IpPrefix.parse("169.254.0.0/16"), "is a link-local address");
        refused.put(IpPrefix.parse("fe80::/10"), "is a link-local address");
        refused.put(IpPrefix.parse("224.0.0.0/4"), "is a multicast address");
        refused.put(IpPrefix.parse("ff00::/8"), "is a multicast address");
        refused.put(IpPrefix.parse("255.255.255.255"), "is the broadcast address");
        refused.put(IpPrefix.parse("240.0.0.0/4"), "is reserved");
        return refused;
    }

    private static List<IpPrefix> prefixes(String... texts) {
        return List.of(texts).stream().map(IpPrefix::parse).toList();
    }
}
