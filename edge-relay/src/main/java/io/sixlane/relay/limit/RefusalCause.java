package io.sixlane.relay.limit;

/** Why a client was refused before anything was read from it. */
public enum RefusalCause {
    /** An access list denies its address. */
    ACCESS_LIST,
    /** It opens connections faster than the listener allows one client. */
    CLIENT_RATE,
    /** It has as many as the listener allows one client. */
    CLIENT_CONNECTIONS,
    /** The accelerator has as many as its specification allows. */
    OVER_LIMIT,
    /** The relay keeps the descriptors that are left for other accelerators. */
    OVER_SHARE
}
