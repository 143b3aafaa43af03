package io.sixlane.configuration.accelerator;

import org.jspecify.annotations.Nullable;

/**
 * Limits of one listener and of each of its clients; null is no limit. A client is an IPv4 address
 * or an IPv6 prefix.
 *
 * @param bandwidthMbps Mbit/s of the listener in one region and direction
 * @param connectionBandwidthMbps Mbit/s of one connection and direction
 * @param connectionsPerClient concurrent connections of one client, at least 1
 * @param newConnectionsPerSecondPerClient at least 1
 * @param clientPrefixLength leading bits of an IPv6 address that make a client, 48 to 128; null is
 *     {@value #DEFAULT_CLIENT_PREFIX_LENGTH}
 */
public record ListenerLimits(
        @Nullable Integer bandwidthMbps,
        @Nullable Integer connectionBandwidthMbps,
        @Nullable Integer connectionsPerClient,
        @Nullable Integer newConnectionsPerSecondPerClient,
        @Nullable Integer clientPrefixLength) {
    public static final int DEFAULT_CLIENT_PREFIX_LENGTH = 64;

    public static final ListenerLimits NONE = new ListenerLimits(null, null, null, null, null);

    /** {@link #clientPrefixLength}, or its default. */
    public int effectiveClientPrefixLength() {
        return clientPrefixLength == null ? DEFAULT_CLIENT_PREFIX_LENGTH : clientPrefixLength;
    }
}
