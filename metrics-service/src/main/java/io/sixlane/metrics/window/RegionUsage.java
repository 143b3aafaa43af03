package io.sixlane.metrics.window;

import java.util.List;

/**
 * The traffic of one acceleration region of an accelerator, as it is charged for.
 *
 * @param bitsPerSecond of each 5 minutes in which something did, the average of the direction that
 *     had more, in the order of time; the others are 0 (source: the hosted service's 95th
 *     percentile)
 */
public record RegionUsage(String region, long bytesIn, long bytesOut, List<Long> bitsPerSecond) {
    /** The length of one sample. */
    public static final int SAMPLE_SECONDS = 300;

    public RegionUsage {
        bitsPerSecond = List.copyOf(bitsPerSecond);
    }
}
