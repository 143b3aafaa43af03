package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpPrefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The addresses of this installation, from SIXLANE_ADDRESS_POOLS and SIXLANE_ADDRESS_QUARANTINE.
 *
 * @param addressPools {@code region=prefix,region=prefix}, one IPv6 and one IPv4 prefix a region; a
 *     /128 or a /32 is one address that the accelerators of a region share
 * @param addressQuarantine how long an address that was given back is kept from the next one
 */
@ConfigurationProperties("sixlane")
record AddressPoolProperties(
        @DefaultValue("cn-hongkong=::1/128,us-west-1=::1/128") String addressPools,
        @DefaultValue("1h") Duration addressQuarantine) {
    /** One prefix of a region. */
    record RegionPrefix(String region, IpPrefix prefix) {}

    AddressPoolProperties {
        parse(addressPools);
        if (addressQuarantine.isNegative()) {
            throw new IllegalArgumentException(
                    "SIXLANE_ADDRESS_QUARANTINE must be 0 or more, was " + addressQuarantine);
        }
    }

    /** The prefixes in the order of the setting. */
    List<RegionPrefix> prefixes() {
        return parse(addressPools);
    }

    private static List<RegionPrefix> parse(String text) {
        var prefixes = new ArrayList<RegionPrefix>();
        var seen = new HashSet<String>();
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
            var prefix = IpPrefix.of(entry.substring(equals + 1).strip());
            if (!seen.add(prefix.first().family() + " " + region)) {
                throw new IllegalArgumentException(
                        "SIXLANE_ADDRESS_POOLS must have one prefix of a family a region, has "
                                + entry);
            }
            prefixes.add(new RegionPrefix(region, prefix));
        }
        return List.copyOf(prefixes);
    }
}
