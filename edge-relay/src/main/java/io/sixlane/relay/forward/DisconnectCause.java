package io.sixlane.relay.forward;

/** Why a relayed connection ended. */
public enum DisconnectCause {
    /** Both sides sent their FIN. */
    FINISHED,
    CLIENT_RESET,
    ENDPOINT_RESET,
    /** No endpoint could be reached. */
    NO_ENDPOINT,
    IDLE,
    /** The check of its endpoint failed, so the session moves to another one. Of UDP only. */
    ENDPOINT_UNHEALTHY,
    /** Its listener is gone and the drain timeout over. */
    DRAINED,
    /** The relay stopped. */
    STOPPED
}
