package io.sixlane.relay.route;

/**
 * The recent quality of a link or of the path to an endpoint.
 *
 * @param p50Millis median of the round-trip time
 * @param p95Millis its 95th percentile, not below the median
 * @param there loss away from the relay that measured
 * @param back loss towards it: the direction of an answer
 */
record LinkQuality(double p50Millis, double p95Millis, Loss there, Loss back) {
    /** A quality without loss and spread. */
    static LinkQuality of(double millis) {
        return new LinkQuality(millis, millis, Loss.NONE, Loss.NONE);
    }

    double spreadMillis() {
        return Math.max(0, p95Millis - p50Millis);
    }
}
