package io.sixlane.provisioning.eventstore;

/**
 * The accelerators of an account that a caller looks for.
 *
 * @param part of the id, the name or an address, in any case; empty for all
 * @param region one of its regions; empty for any
 */
public record AcceleratorSearch(String account, String part, String region) {
    public static AcceleratorSearch all(String account) {
        return new AcceleratorSearch(account, "", "");
    }
}
