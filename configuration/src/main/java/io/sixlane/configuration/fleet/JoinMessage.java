package io.sixlane.configuration.fleet;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** A message of a relay to the control plane, which it signs with its own key. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface JoinMessage {
    /** By the relay's clock. */
    Instant at();

    /** Asks what the token gives; it stays unused. */
    record Consider(Instant at, String tokenId, String secret) implements JoinMessage {
        /** A record prints its components, and this one must not. */
        @Override
        public String toString() {
            return "Consider[" + tokenId + "]";
        }
    }

    /**
     * Asks to be a member of the fleet.
     *
     * @param tokenId of its {@link JoinToken}
     * @param laneKey public key for the certificate of lanes, base64 of X.509
     */
    record Join(Instant at, String tokenId, String secret, String laneKey) implements JoinMessage {
        /** A record prints its components, and this one must not. */
        @Override
        public String toString() {
            return "Join[" + tokenId + "]";
        }
    }

    /**
     * Takes other keys, a password and a certificate instead of those before.
     *
     * @param signingKey the next one, base64 of X.509
     * @param laneKey as for {@link Join}
     */
    record Rotate(Instant at, String relayId, String signingKey, String laneKey)
            implements JoinMessage {}

    /** Ends the membership. */
    record Leave(Instant at, String relayId) implements JoinMessage {}

    /** Asks how the control plane sees the relay. */
    record Inquire(Instant at, String relayId) implements JoinMessage {}
}
