package io.sixlane.relay.lane.security;

import java.util.Optional;

/**
 * Decides whether a relay with a valid certificate may have a lane. Called on the lane's thread.
 */
@FunctionalInterface
public interface PeerCheck {
    PeerCheck ANY = (_, _) -> Optional.empty();

    /**
     * Why the relay may not, continuing its name; empty if it may.
     *
     * @param fingerprint SHA-256 of its certificate, lower-case hexadecimal
     */
    Optional<String> refusal(RelayName relay, String fingerprint);
}
