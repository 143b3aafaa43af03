package io.sixlane.benchmarks.propagation;

/**
 * What one change took, from the moment its 201 was read.
 *
 * @param programmedNanos until the API said that all relays run it
 * @param acceptingNanos until the first relay accepted a connection; 0 when it did before the 201
 */
record Change(long programmedNanos, long acceptingNanos) {}
