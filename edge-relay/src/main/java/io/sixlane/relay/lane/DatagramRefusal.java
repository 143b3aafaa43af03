package io.sixlane.relay.lane;

/** Why a datagram at the port of datagrams between relays was dropped. */
public enum DatagramRefusal {
    /** Its bytes make no sense. */
    MALFORMED,
    /** It names a key that this relay does not have, perhaps since it restarted. */
    UNKNOWN_KEY,
    /** The key that it names did not seal it. */
    FORGED,
    /** It was received before, or is far behind the newest. */
    REPLAYED
}
