package io.sixlane.benchmarks.relay;

/**
 * Who runs where, the same for every relay: up to three CPUs are shared by all, of more the relay
 * has the upper half and clients and backends the lower one.
 *
 * @param relay as {@code taskset -c} reads it
 * @param load of clients and backends
 */
record Cpus(String relay, int relayCount, String load, int loadCount) {
    private static final int FEW = 4;

    static Cpus of(int all) {
        if (all < FEW) {
            var range = "0-" + (all - 1);
            return new Cpus(range, all, range, all);
        }
        var half = all / 2;
        return new Cpus(half + "-" + (all - 1), all - half, "0-" + (half - 1), half);
    }
}
