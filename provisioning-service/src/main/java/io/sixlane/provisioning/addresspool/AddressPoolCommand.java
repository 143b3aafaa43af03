package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The commands of one region's pool. */
public sealed interface AddressPoolCommand {
    String region();

    /** The configuration of this service has this prefix. */
    record Register(String region, IpPrefix prefix) implements AddressPoolCommand {}

    /**
     * An operator gives the region these prefixes and no others.
     *
     * @param prefixes at most one for each family
     * @param others the prefixes of the other regions
     */
    record Replace(
            String region, Map<IpFamily, IpPrefix> prefixes, Map<String, List<IpPrefix>> others)
            implements AddressPoolCommand {}

    /**
     * The address that the pool offered, or one that an accelerator had before.
     *
     * @param quarantine how long before {@code at} an address must have been given back that
     *     another accelerator had last
     */
    record Take(
            String region,
            String address,
            AcceleratorId acceleratorId,
            Instant at,
            Duration quarantine)
            implements AddressPoolCommand {}

    record Release(String region, String address) implements AddressPoolCommand {}
}
