package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.eventstore.Append;

/**
 * What a pool answers when asked for an address.
 *
 * @param revision the pool's revision that this was decided on
 */
public record AddressOffer(String streamId, long revision, Decision decision) {
    /**
     * The offered address, in RFC 5952 form.
     *
     * @throws io.sixlane.provisioning.decision.RejectedException when there is none
     */
    public String address() {
        return decision.eventsOrThrow().stream()
                .filter(AddressAllocated.class::isInstance)
                .map(AddressAllocated.class::cast)
                .map(AddressAllocated::address)
                .findFirst()
                .orElseThrow();
    }

    /** The append that takes the offer. */
    public Append append() {
        return new Append(streamId, revision, decision.eventsOrThrow());
    }
}
