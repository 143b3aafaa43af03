package io.sixlane.configuration.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.address.IpFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of operators about the fleet. The topic keeps the newest one of each {@link #key};
 * a reader ignores one of a lower revision than the one it holds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface FleetRecord {
    /** The key in the topic. */
    @JsonIgnore
    String key();

    /** The revision of the stream that it follows from. */
    long revision();

    /**
     * The addresses of one family that a region gives away.
     *
     * @param prefix CIDR; null where the region has none
     */
    record RegionPool(String region, IpFamily family, long revision, @Nullable String prefix)
            implements FleetRecord {
        @Override
        public String key() {
            return "pool/%s/%s".formatted(region, family);
        }
    }

    /**
     * A relay that joined.
     *
     * @param pools CIDR, the addresses that it serves; empty for all of its region
     * @param signingKey its Ed25519 public key, base64 of X.509; null once it left
     */
    record RelayMember(
            String relayId,
            String region,
            long revision,
            List<String> pools,
            @Nullable String signingKey)
            implements FleetRecord {
        public RelayMember {
            pools = List.copyOf(pools);
        }

        @Override
        public String key() {
            return "relay/" + relayId;
        }
    }
}
