package io.sixlane.relay.route;

/**
 * One connection of a way.
 *
 * @param load of the relay it leads to, 0 to 1; 0 for an endpoint
 */
record Hop(LinkQuality quality, Warmth warmth, double load) {
    /** How many round trips a connection costs before it carries an answer at full rate. */
    enum Warmth {
        /** An idle lane with a large congestion window. */
        WARM(0),

        /** An idle lane whose window must grow (computed: 256 KB from 10 segments). */
        COLD(4),

        /** A handshake, then as {@link #COLD}; a new TCP connection to an endpoint. */
        NEW(5),

        /** No lane yet: TCP and TLS handshakes, then as {@link #COLD}. */
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
