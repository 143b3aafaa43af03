package io.sixlane.benchmarks.propagation;

/**
 * The times of one change, from the moment its 201 was read.
 *
 * @param programmedNanos until the API reported that all relays run it
 * @param appliedNanos until the last relay had applied it, by the clock of this machine
 * @param acceptingNanos until the first relay accepted a connection; 0 when it did before the 201
 */
record Change(long programmedNanos, long appliedNanos, long acceptingNanos) {}
