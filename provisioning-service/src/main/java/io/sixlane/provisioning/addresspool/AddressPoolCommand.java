package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.accelerator.AcceleratorId;

/** What can be asked of one region's pool. */
sealed interface AddressPoolCommand {
    String region();

    record Register(String region, IpPrefix prefix) implements AddressPoolCommand {}

    record Allocate(String region, AcceleratorId acceleratorId) implements AddressPoolCommand {}

    record Release(String region, String address) implements AddressPoolCommand {}
}
