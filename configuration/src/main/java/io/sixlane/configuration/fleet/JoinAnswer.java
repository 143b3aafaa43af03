package io.sixlane.configuration.fleet;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The answer of the control plane to a {@link JoinMessage}, which it signs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface JoinAnswer {
    /**
     * A relay that joins would have these.
     *
     * @param pools CIDR, the addresses to serve
     * @param at by the server's clock
     */
    record Offered(String region, List<String> pools, String bootstrapServers, Instant at)
            implements JoinAnswer {
        public Offered {
            pools = List.copyOf(pools);
        }
    }

    /**
     * The relay is a member.
     *
     * @param pools CIDR, what it serves now
     * @param bootstrapServers of Kafka, as this relay reaches it
     * @param kafkaProperties settings of its Kafka clients, with its password
     * @param certificate for lanes, PEM
     * @param authority that certifies relays, PEM
     * @param signers the public keys (PEM) of those who signed before relays joined, by name
     */
    record Admitted(
            String relayId,
            String region,
            List<String> pools,
            String bootstrapServers,
            String kafkaProperties,
            String certificate,
            String authority,
            Map<String, String> signers)
            implements JoinAnswer {
        public Admitted {
            pools = List.copyOf(pools);
            signers = Map.copyOf(signers);
        }

        /** A record prints its components, and this one must not. */
        @Override
        public String toString() {
            return "Admitted[" + relayId + "]";
        }
    }

    /** The relay is none any more. */
    record Departed(String relayId) implements JoinAnswer {}

    /**
     * @param seen whether its heartbeats arrive
     * @param links to other relays, as it measures them
     */
    record Standing(String relayId, boolean seen, List<Link> links) implements JoinAnswer {
        public Standing {
            links = List.copyOf(links);
        }
    }

    /**
     * @param p50Millis median of the round-trip time
     */
    record Link(String relayId, String region, boolean up, double p50Millis) {}
}
