package io.sixlane.configuration.log;

import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.order.OrderEvent;

/** A fact in some stream. Who, when and where it stands is in its {@link RecordedEvent}. */
public sealed interface StreamEvent
        permits AcceleratorEvent, AddressPoolEvent, BandwidthPlanEvent, OrderEvent {}
