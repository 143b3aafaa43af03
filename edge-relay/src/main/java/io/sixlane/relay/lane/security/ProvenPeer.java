package io.sixlane.relay.lane.security;

import java.util.UUID;

/**
 * The relay at the other end of an established lane.
 *
 * @param run of its process
 * @param fingerprint SHA-256 of its certificate, lower-case hexadecimal
 * @param kernelTls whether its kernel can take over the records of TLS
 * @param probeKey 32 bytes that it chose for this lane
 */
public record ProvenPeer(
        RelayName name, UUID run, String fingerprint, boolean kernelTls, ProbeKey probeKey) {}
