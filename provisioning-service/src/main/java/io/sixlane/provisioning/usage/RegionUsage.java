package io.sixlane.provisioning.usage;

import java.util.List;

/**
 * What went through one acceleration region, as the metrics service says it.
 *
 * @param bitsPerSecond of each 5 minutes in which something did
 */
record RegionUsage(String region, long bytesIn, long bytesOut, List<Long> bitsPerSecond) {
    RegionUsage {
        bitsPerSecond = List.copyOf(bitsPerSecond);
    }
}
