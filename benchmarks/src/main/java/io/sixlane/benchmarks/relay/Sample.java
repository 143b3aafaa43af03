package io.sixlane.benchmarks.relay;

/**
 * One measurement of one relay.
 *
 * @param value in the column's unit
 * @param p99Millis of the requests, NaN where there are none
 * @param cpuPerUnit CPU seconds of the relay per 10⁹ bytes (bulk) or per 10,000 requests, NaN
 *     without a relay
 */
record Sample(double value, double p99Millis, double cpuPerUnit) {
    /** Without the share that is there without a relay. */
    Sample less(double share) {
        return new Sample(value - share, p99Millis, cpuPerUnit);
    }
}
