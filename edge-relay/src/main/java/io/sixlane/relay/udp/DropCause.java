package io.sixlane.relay.udp;

/** Why a datagram went nowhere; what admission refuses is counted there. */
public enum DropCause {
    /** The relay's session table is full. */
    TABLE_FULL,
    /** Its listener is gone; only sessions of before go on. */
    DRAINING,
    /** It came while the endpoint's name was being resolved, after as many as are kept. */
    UNRESOLVED,
    /** Over the bandwidth of its route. */
    OVER_RATE,
    /** The system did not take it: its buffer is full, or it is too long for the way. */
    NOT_SENT
}
