package io.sixlane.relay.fleet;

/**
 * Another live relay that accepts lanes.
 *
 * @param lane host:port where it accepts them
 * @param fingerprint SHA-256 of its certificate, hexadecimal
 */
public record Peer(String id, String region, String lane, String fingerprint) {}
