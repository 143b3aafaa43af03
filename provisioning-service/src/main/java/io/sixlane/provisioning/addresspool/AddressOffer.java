package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.provisioning.decision.Rejection;

/** What a pool answers when asked for an address. */
public sealed interface AddressOffer {
    record Offered(IpAddress address) implements AddressOffer {}

    record Refused(Rejection reason) implements AddressOffer {}
}
