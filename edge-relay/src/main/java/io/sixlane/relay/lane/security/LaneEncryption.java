package io.sixlane.relay.lane.security;

/** How the bytes of a lane travel after both relays have proven who they are. */
public enum LaneEncryption {
    /** In TLS. */
    TLS,
    /** Plain: the network itself is private or encrypted. */
    NETWORK
}
