package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every accelerator as it is after some records, and the revisions at which others were removed.
 * Immutable: a {@link ConfigurationDelta} makes the next one.
 *
 * <p>The records stand in {@value #BUCKETS} maps by hash. The next image shares those without a
 * change, so one change among 10⁵ accelerators copies about 10³ references instead of all.
 */
public final class ConfigurationImage {
    private static final int BUCKETS = 1024;

    /** The golden ratio in 32 bits: spreads by bits that the maps themselves do not look at. */
    private static final int SPREAD = 0x9e37_79b9;

    public static final ConfigurationImage EMPTY = new ConfigurationImage(emptyBuckets(), 0);

    private final Map<AcceleratorId, AcceleratorRecord>[] buckets;
    private final int size;

    private ConfigurationImage(Map<AcceleratorId, AcceleratorRecord>[] buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    /** The revision that is held, also of a removed accelerator; 0 of an unknown one. */
    public long revisionOf(AcceleratorId id) {
        var held = find(id);
        return held == null ? 0 : held.revision();
    }

    /** The record that is held, null if unknown. */
    public @Nullable AcceleratorRecord find(AcceleratorId id) {
        return buckets[bucketOf(id)].get(id);
    }

    /** The accelerator, null if removed or unknown. */
    public @Nullable AcceleratorImage accelerator(AcceleratorId id) {
        return find(id) instanceof AcceleratorImage image ? image : null;
    }

    /** The existing accelerators, in no order. */
    public Stream<AcceleratorImage> accelerators() {
        return records()
                .filter(AcceleratorImage.class::isInstance)
                .map(AcceleratorImage.class::cast);
    }

    /** All records, removals included, in no order: replaying them rebuilds this image. */
    public Stream<AcceleratorRecord> records() {
        return Arrays.stream(buckets).flatMap(bucket -> bucket.values().stream());
    }

    /** How many records are held, removals too. */
    public int size() {
        return size;
    }

    /**
     * The accelerators whose records differ between the images or exist in one alone, in no order.
     * Cheap where one image was derived from the other.
     */
    public Set<AcceleratorId> differences(ConfigurationImage other) {
        var differing = new HashSet<AcceleratorId>();
        for (var i = 0; i < BUCKETS; i++) {
            if (buckets[i] != other.buckets[i]) {
                addDifferences(buckets[i], other.buckets[i], differing);
                addDifferences(other.buckets[i], buckets[i], differing);
            }
        }
        return differing;
    }

    private static void addDifferences(
            Map<AcceleratorId, AcceleratorRecord> from,
            Map<AcceleratorId, AcceleratorRecord> to,
            Set<AcceleratorId> differing) {
        from.forEach(
                (id, record) -> {
                    if (!record.equals(to.get(id))) {
                        differing.add(id);
                    }
                });
    }

    /** The image with these records, at most one per accelerator, in place of those held. */
    ConfigurationImage with(Collection<AcceleratorRecord> changes) {
        var next = buckets.clone();
        var nextSize = size;
        for (var record : changes) {
            var bucket = bucketOf(record.id());
            if (next[bucket] == buckets[bucket]) {
                next[bucket] = new HashMap<>(buckets[bucket]);
            }
            if (next[bucket].put(record.id(), record) == null) {
                nextSize++;
            }
        }
        return new ConfigurationImage(next, nextSize);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigurationImage image && Arrays.equals(buckets, image.buckets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(buckets);
    }

    @Override
    public String toString() {
        return "ConfigurationImage[%s records]".formatted(size);
    }

    private static int bucketOf(AcceleratorId id) {
        return (id.hashCode() * SPREAD) >>> Integer.numberOfLeadingZeros(BUCKETS - 1);
    }

    @SuppressWarnings("unchecked") // only maps of this type are ever put in
    private static Map<AcceleratorId, AcceleratorRecord>[] emptyBuckets() {
        var buckets = (Map<AcceleratorId, AcceleratorRecord>[]) new Map<?, ?>[BUCKETS];
        Arrays.fill(buckets, Map.of());
        return buckets;
    }
}
