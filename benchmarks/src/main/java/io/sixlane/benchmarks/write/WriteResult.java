package io.sixlane.benchmarks.write;

import io.sixlane.benchmarks.propagation.Distribution;

/**
 * The document that {@code bench write --json} prints.
 *
 * @param accelerators of many
 * @param commands of each round
 * @param repeated attempts that were not accepted and made again
 */
record WriteResult(
        Round oneAccelerator,
        Round manyAccelerators,
        int accelerators,
        int writers,
        int commands,
        int repeated) {

    /**
     * Times are milliseconds from the first attempt to the answer that it is accepted.
     *
     * @param perSecond changes accepted
     */
    record Round(double perSecond, double p50Ms, double p90Ms, double p99Ms, double maxMs) {
        static Round of(int commands, double seconds, Distribution latency) {
            return new Round(
                    Math.round(commands / seconds * 10) / 10.0,
                    latency.millis(50),
                    latency.millis(90),
                    latency.millis(99),
                    latency.millis(100));
        }
    }
}
