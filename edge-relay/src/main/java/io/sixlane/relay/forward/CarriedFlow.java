package io.sixlane.relay.forward;

import java.util.UUID;

/**
 * Names a flow to the relays that carry it: which endpoint of which configuration it is for.
 *
 * @param id of the connection
 * @param revision of the accelerator that admitted it
 * @param port of the listener that accepted it
 */
public record CarriedFlow(
        UUID id,
        String accelerator,
        long revision,
        String listener,
        int port,
        String group,
        String endpoint) {}
