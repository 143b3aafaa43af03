package io.sixlane.provisioning.addresspool;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The addresses of this installation, from SIXLANE_ADDRESS_POOLS.
 *
 * @param addressPools {@code region=prefix,region=prefix}, IPv6; a /128 is one address that the
 *     accelerators of a region share
 */
@ConfigurationProperties("sixlane")
record AddressPoolProperties(
        @DefaultValue("cn-hongkong=::1/128,us-west-1=::1/128") String addressPools) {
    AddressPoolProperties {
        parse(addressPools);
    }

    /** By region, in the order they were written. */
    Map<String, IpPrefix> prefixes() {
        return parse(addressPools);
    }

    private static Map<String, IpPrefix> parse(String text) {
        var prefixes = new LinkedHashMap<String, IpPrefix>();
        for (var entry : text.split(",", -1)) {
            var equals = entry.indexOf('=');
            if (entry.isBlank()) {
                continue;
            }
            var region = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (!region.matches("[a-z0-9-]{1,60}")) {
                throw new IllegalArgumentException(
                        "SIXLANE_ADDRESS_POOLS must be region=prefix,region=prefix, has " + entry);
            }
            var prefix = IpPrefix.parse(entry.substring(equals + 1).strip());
            if (!prefix.first().isIpv6() || prefixes.put(region, prefix) != null) {
                throw new IllegalArgumentException(
                        "SIXLANE_ADDRESS_POOLS must have one IPv6 prefix a region, has " + entry);
            }
        }
        return prefixes;
    }
}
