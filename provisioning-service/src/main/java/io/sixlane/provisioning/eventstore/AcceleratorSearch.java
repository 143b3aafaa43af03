package io.sixlane.provisioning.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * The accelerators of an account that a caller looks for.
 *
 * @param part of the id, the name or an address, in any case; empty for all
 * @param region one of its regions; empty for any
 * @param state null for any
 * @param descending whether the list is in the reverse order
 */
public record AcceleratorSearch(
        String account,
        String part,
        String region,
        @Nullable AcceleratorState state,
        AcceleratorSort sort,
        boolean descending) {
    public static AcceleratorSearch all(String account) {
        return new AcceleratorSearch(account, "", "", null, AcceleratorSort.ID, false);
    }
}
