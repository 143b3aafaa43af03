package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists accelerators with their states. */
public interface AcceleratorLists {
    /**
     * The accelerators of a search in its order. Large ones make a slice shorter, to bound its
     * memory; the first one always fits.
     *
     * @param after the last one of the slice before; null for the first slice
     * @param limit at most this many
     */
    Mono<Slice> page(AcceleratorSearch search, @Nullable Place after, int limit);

    /** Those of an account, in no order. */
    Flux<Standing> standings(String account);

    /** Those of {@code ids} that the account has, in no order. */
    Flux<Standing> standings(String account, Set<AcceleratorId> ids);

    /**
     * A place in a list.
     *
     * @param key by which the list is sorted
     */
    record Place(String key, AcceleratorId id) {}

    /**
     * @param key by which the list is sorted
     */
    record Listed(String key, AcceleratorState state, AcceleratorImage image) {
        public Place place() {
            return new Place(key, image.id());
        }
    }

    /**
     * @param more whether there are accelerators after these
     */
    record Slice(List<Listed> rows, boolean more) {
        public Slice {
            rows = List.copyOf(rows);
        }
    }

    /** How one accelerator stands at its last revision. */
    record Standing(AcceleratorId acceleratorId, long revision, AcceleratorState state) {}
}
