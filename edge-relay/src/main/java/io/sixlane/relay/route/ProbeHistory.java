package io.sixlane.relay.route;

/** The newest requests received under one key, to answer none twice. Confined to one thread. */
final class ProbeHistory {
    private int newest;

    /** Bit <i>n</i> is set when the request <i>n</i> before the newest was received. */
    private long bits;

    /**
     * Notes a request.
     *
     * @return the requests received up to this one, as {@link ProbeMessage#received}; 0 when it was
     *     received before or is too old to know
     */
    long received(int sequence) {
        if (sequence > newest) {
            var ahead = (long) sequence - newest;
            bits = ahead >= Long.SIZE ? 0 : bits << ahead;
            bits |= 1;
            newest = sequence;
            return bits;
        }
        var back = (long) newest - sequence;
        if (sequence <= 0 || back >= Long.SIZE || (bits >>> back & 1) == 1) {
            return 0;
        }
        bits |= 1L << back;
        return bits >>> back;
    }
}
