package io.sixlane.benchmarks.propagation;

/**
 * The document that {@code bench propagation --json} prints. Times are milliseconds from the moment
 * the 201 was read.
 *
 * @param p50Ms until the API reported that all relays run it; p90, p99 and the slowest, too
 * @param appliedP50Ms until the last relay had applied it
 * @param acceptingP50Ms until the first relay accepted a connection
 * @param accelerators that existed already
 * @param listeners of those that have one
 */
record PropagationResult(
        double p50Ms,
        double p90Ms,
        double p99Ms,
        double maxMs,
        double appliedP50Ms,
        double appliedP99Ms,
        double acceptingP50Ms,
        double acceptingP99Ms,
        int accelerators,
        int listeners,
        int relays,
        int changes,
        int warmUp) {}
