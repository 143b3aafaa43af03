package io.sixlane.relay.udp;

import io.sixlane.relay.forward.ConnectFailure;

/** Why a datagram was dropped; those that admission refuses are counted as refusals. */
public enum DropCause {
    /** The relay's session table is full. */
    TABLE_FULL,
    /** Its listener is removed, and it belongs to no session that drains. */
    DRAINING,
    /** The endpoint's name did not resolve, or too many datagrams waited for it. */
    UNRESOLVED,
    /** No endpoint may be chosen. */
    NO_ENDPOINT,
    /** There is no route to the endpoint. */
    UNREACHABLE,
    /** The host has no descriptor, local port or memory left for a session. */
    EXHAUSTED,
    /** Over the bandwidth of its route. */
    OVER_RATE,
    /** The system refused to send it: a full buffer, or a datagram too long for the path. */
    NOT_SENT,
    /** An error of the relay ended its session. */
    FAILED;

    static DropCause of(ConnectFailure cause) {
        return switch (cause) {
            case UNRESOLVED, TIMED_OUT -> UNRESOLVED;
            case EXHAUSTED -> EXHAUSTED;
            case REFUSED, UNREACHABLE, OTHER -> UNREACHABLE;
        };
    }
}
