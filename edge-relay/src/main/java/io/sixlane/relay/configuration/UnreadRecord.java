package io.sixlane.relay.configuration;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A record that this relay cannot read, with the parts that it can.
 *
 * @param revision 0 when it cannot be read
 * @param regions none when they cannot be read
 * @param reason in words
 * @param held what the relay serves instead; null when it never read one of this accelerator
 */
record UnreadRecord(
        AcceleratorId id,
        long revision,
        Set<String> regions,
        String reason,
        @Nullable AcceleratorRecord held) {
    static UnreadRecord of(
            AcceleratorId id, byte[] value, String cause, @Nullable AcceleratorRecord held) {
        JsonNode json;
        try {
            json = ConfigurationJson.mapper().readTree(value);
        } catch (JacksonException | StackOverflowError _) {
            json = ConfigurationJson.mapper().missingNode();
        }
        var revision = json.path("revision").asLong(0);
        return new UnreadRecord(
                id,
                revision,
                json.path("regions")
                        .valueStream()
                        .map(region -> region.path("region").asString(""))
                        .collect(Collectors.toUnmodifiableSet()),
                "revision %s is not understood: %s"
                        .formatted(revision == 0 ? "unknown" : revision, cause),
                held);
    }

    /** Whether something newer was read already. */
    boolean isOld() {
        return held != null && revision != 0 && revision <= held.revision();
    }

    /** Whether it is, or was, served in this region, as far as one knows. */
    boolean concerns(String region) {
        return regions.contains(region)
                || (held instanceof AcceleratorImage image
                        && image.regions().stream()
                                .map(AccelerationRegion::region)
                                .anyMatch(region::equals));
    }
}
