package io.sixlane.relay.forward;

import java.util.UUID;

/**
 * Names a flow to the relays that carry it: which endpoint of which configuration it is for.
 *
 * @param id of the connection
 * @param revision of the accelerator that admitted it
 * @param port of the listener that accepted it
 * @param bytesPerSecond the bandwidth of the accelerator where it was admitted, in each direction,
 *     which is as fast as a lane need send; 0 where unknown
 */
public record CarriedFlow(
        UUID id,
        String accelerator,
        long revision,
        String listener,
        int port,
        String group,
        String endpoint,
        long bytesPerSecond) {}
