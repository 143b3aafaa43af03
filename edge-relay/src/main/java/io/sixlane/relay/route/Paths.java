package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import org.jspecify.annotations.Nullable;

/** A snapshot of measurements. */
interface Paths {
    /** The path from this relay to the endpoints of a group; null when unknown. */
    @Nullable LinkQuality direct(EndpointGroupId group);

    /** The link from this relay to a peer; null when nothing was measured. */
    Link.@Nullable State link(String peer);

    /**
     * The link from one peer to another, as the first one published; null when unknown, old or
     * down.
     */
    @Nullable LinkQuality link(String from, String to);

    /** The load of a peer, 0 to 1; 0 when unknown. */
    double load(String peer);

    /** The path from a peer to the endpoints of a group; null when unknown. */
    @Nullable LinkQuality endpoints(String peer, EndpointGroupId group);
}
