package io.sixlane.configuration.fleet;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.log.StreamEvent;
import java.time.Instant;
import java.util.List;

/** A fact about a relay that joins with a token, or about such a token. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface RelayEvent extends StreamEvent {
    /**
     * @param secretHash SHA-256 of the token's secret, lower-case hex
     * @param pools CIDR, the addresses that its relays serve; empty for all of the region
     * @param uses how many relays may join with it
     */
    record JoinTokenCreated(
            String tokenId,
            String secretHash,
            String region,
            List<String> pools,
            int uses,
            Instant expiresAt)
            implements RelayEvent {
        public JoinTokenCreated {
            pools = List.copyOf(pools);
        }
    }

    record JoinTokenUsed(String tokenId, String relayId) implements RelayEvent {}

    record JoinTokenRevoked(String tokenId) implements RelayEvent {}

    /**
     * @param signingKey Ed25519, base64 of X.509
     */
    record RelayJoined(
            String relayId, String region, List<String> pools, String signingKey, String tokenId)
            implements RelayEvent {
        public RelayJoined {
            pools = List.copyOf(pools);
        }
    }

    /** It has another key, password and certificate; those before count no more. */
    record RelayRotated(String relayId, String region, List<String> pools, String signingKey)
            implements RelayEvent {
        public RelayRotated {
            pools = List.copyOf(pools);
        }
    }

    /** It is known no more: neither to the broker nor to readers of its records. */
    record RelayLeft(String relayId, String region) implements RelayEvent {}
}
