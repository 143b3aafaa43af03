package io.sixlane.relay.route;

/**
 * One connection of a way.
 *
 * @param load of the relay it leads to, 0 to 1; 0 for an endpoint
 */
record Hop(LinkQuality quality, Warmth warmth, double load) {
    /** Round trips that a connection costs before it carries an answer at full rate. */
    enum Warmth {
        /**
         * A lane: its congestion window is large, or becomes large with the first connection that
         * it carries. A window that is still small does not count, since a way that no connection
         * takes could then never win.
         */
        WARM(0),

        /**
         * A handshake, then a window that grows (computed: 4 round trips for 256 KB from 10
         * segments); a new TCP connection to an endpoint.
         */
        NEW(5),

        /** No lane was ever open: TCP and TLS handshakes, then as {@link #NEW}. */
        NOT_CONNECTED(6);

        private final int roundTrips;

        Warmth(int roundTrips) {
            this.roundTrips = roundTrips;
        }

        int roundTrips() {
            return roundTrips;
        }
    }

    /** The last hop of every way. */
    static Hop toEndpoint(LinkQuality quality) {
        return new Hop(quality, Warmth.NEW, 0);
    }
}
