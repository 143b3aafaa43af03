package io.sixlane.provisioning.usage;

import java.util.Collection;
import java.util.Comparator;

/**
 * The bandwidth that a month is charged by: of all samples in descending order the highest
 * twentieth is left out, and the highest of the others counts (source: the hosted service's pricing
 * by the 95th percentile). Pure.
 */
final class Percentile95 {
    /** Every n-th sample is left out. */
    private static final int LEFT_OUT = 20;

    private Percentile95() {}

    /**
     * @param samples those that are not 0, in any order
     * @param all how many there are, those of 0 included
     */
    static long of(Collection<Long> samples, int all) {
        return samples.stream()
                .sorted(Comparator.reverseOrder())
                .skip(all / LEFT_OUT)
                .findFirst()
                .orElse(0L);
    }
}
