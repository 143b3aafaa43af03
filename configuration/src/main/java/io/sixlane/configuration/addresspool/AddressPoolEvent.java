package io.sixlane.configuration.addresspool;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.StreamEvent;

/** A fact about one region's address pool. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AddressPoolEvent extends StreamEvent {
    /** {@code prefix} in CIDR form; a /128 is one address that accelerators share. */
    record AddressPoolRegistered(String region, String prefix) implements AddressPoolEvent {}

    /** Its addresses are given away no more. */
    record AddressPoolWithdrawn(String region, String prefix) implements AddressPoolEvent {}

    record AddressAllocated(String address, AcceleratorId acceleratorId)
            implements AddressPoolEvent {}

    record AddressReleased(String address) implements AddressPoolEvent {}
}
