package io.sixlane.configuration.accelerator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How connections reach the endpoints of a group. An object and not a list of regions alone, so
 * that a mode can get further settings.
 *
 * @param regions for {@link Mode#VIA} 1 or 2 regions, in order, whose relays carry connections
 *     after the relay that accepted them; the last one connects to the endpoint. A relay in the
 *     first of them begins behind it. Null for other modes
 */
public record RoutePolicy(Mode mode, @Nullable List<String> regions) {
    /** At most one relay stands between the one that accepts and the one that connects. */
    public static final int MOST_REGIONS = 2;

    public static final RoutePolicy AUTO = new RoutePolicy(Mode.AUTO, null);

    public RoutePolicy {
        regions = regions == null ? null : List.copyOf(regions);
    }

    /** Selects the chooser of the route. */
    public enum Mode {
        /** The relay that accepts a connection, by what it measures. */
        AUTO,

        /** Straight to the endpoint. */
        DIRECT,

        /** Through relays of given regions. */
        VIA
    }

    /** Empty unless through given regions. */
    public List<String> via() {
        return regions == null ? List.of() : regions;
    }
}
