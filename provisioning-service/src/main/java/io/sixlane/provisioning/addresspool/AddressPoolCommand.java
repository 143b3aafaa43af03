package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.accelerator.AcceleratorId;

/** What can be asked of one region's pool. */
public sealed interface AddressPoolCommand {
    String region();

    record Register(String region, IpPrefix prefix) implements AddressPoolCommand {}

    /** The address that the pool offered, or one that an accelerator had before. */
    record Take(String region, String address, AcceleratorId acceleratorId)
            implements AddressPoolCommand {}

    record Release(String region, String address) implements AddressPoolCommand {}
}
