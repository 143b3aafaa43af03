package io.sixlane.configuration.accelerator;

import java.util.List;

/**
 * Client prefixes that a listener admits or refuses.
 *
 * <p>Of all entries of a listener that contain a client's address the longest prefix decides; at
 * the same length DENY wins. A client in no entry is refused if the listener has an ALLOW list,
 * also an empty one, and admitted otherwise (source: the hosted service's White and Black lists).
 *
 * @param prefixes in CIDR form, IPv4 and IPv6 mixed
 */
public record AccessList(Kind kind, List<String> prefixes) {
    /** How many a listener may have (source: the hosted service's limit). */
    public static final int MAX_PER_LISTENER = 3;

    public AccessList {
        prefixes = List.copyOf(prefixes);
    }

    /** The verdict on a client in the list. */
    public enum Kind {
        ALLOW,
        DENY
    }
}
