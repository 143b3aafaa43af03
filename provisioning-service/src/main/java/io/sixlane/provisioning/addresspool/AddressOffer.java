package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.provisioning.decision.Rejection;

/** The answer of a pool to a request for an address. */
public sealed interface AddressOffer {
    record Offered(IpAddress address) implements AddressOffer {}

    record Refused(Rejection reason) implements AddressOffer {}
}
