package io.sixlane.relay.flow;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;

/**
 * The listener that admitted a connection.
 *
 * @param account whose accelerator it is
 * @param revision of the accelerator
 */
public record FlowOwner(
        String account,
        AcceleratorId acceleratorId,
        long revision,
        ListenerId listenerId,
        Protocol protocol) {}
